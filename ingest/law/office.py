"""What citemark knows of the Publications Office's interface, from `office.yaml`."""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode, urljoin

import yaml

from domain.pinpoint import Act
from ingest.law.acts import act_facts


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a text is asked for; `least` is the fewest bytes of a whole act."""

    accept: str
    least: int


@dataclass(frozen=True, slots=True)
class Office:
    """Addresses, forms and limits; see `office.yaml` for each."""

    base: str
    resource: str
    language: str
    agent: str
    sparql: str
    query: str
    forms: tuple[Form, ...]
    seconds: float
    most: int
    steps: int
    choices: int
    listed: int

    def address(self, celex: str) -> str:
        """Where the text of that CELEX number is asked for."""
        return urljoin(self.base, self.resource.format(celex=celex))

    def versions_address(self, act: Act) -> str:
        """Where the consolidated texts of an act are asked for."""
        celex = act_facts()[act].celex
        query = self.query.format(celex=celex, prefix=consolidated_prefix(act))
        return f"{urljoin(self.base, self.sparql)}?{urlencode({'query': query})}"


def consolidated_prefix(act: Act) -> str:
    """How the CELEX number of every consolidated text of an act begins."""
    return f"0{act_facts()[act].celex[1:]}-"


def load_office(base: str = "") -> Office:
    """The Publications Office, or a server at `base` that answers as it does."""
    office = _office()
    return replace(office, base=base.rstrip("/")) if base else office


@cache
def _office() -> Office:
    text = files("ingest.law").joinpath("office.yaml").read_text(encoding="utf-8")
    fields = yaml.safe_load(text)
    return Office(**{**fields, "forms": tuple(Form(**form) for form in fields["forms"])})
