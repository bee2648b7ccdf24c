"""Takes the text of an act from the Publications Office and checks it before it is handed over.

The interface answers a CELEX number with 303 and an `http` address, which is asked again over
HTTPS, and may answer that with 300 and a list of streams, of which the one that holds the act is
taken. A version may be listed and not be served (404, 406) in a form, or in none.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

import lxml.html
from lxml import etree

from domain.errors import LawTextError, RequestError
from domain.law import LawText
from domain.pinpoint import Act
from ingest.law.acts import act_facts
from ingest.law.office import Form, Office, consolidated_prefix
from ingest.law.reader import read_law
from ingest.law.wire import Answer, ask, secured

_CELEX = re.compile(r"[03]\d{4}R\d{4}(-\d{8})?")
_MOVED = frozenset({301, 302, 303, 307, 308})
_NOT_SERVED = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.GONE})


@dataclass(frozen=True, slots=True)
class FetchedLaw:
    """A text that was taken and is whole; `passed_over` says which newer ones were not served."""

    law: LawText
    data: bytes
    address: str
    passed_over: tuple[str, ...] = ()


def fetch_law(act: Act, version: str, office: Office) -> FetchedLaw:
    """Take a text of an act: `latest`, `oj` or a CELEX number.

    `latest` is the newest consolidated text that is served, or the Official Journal text where
    there is none. Raises `RequestError` for a number of another act and `LawTextError` where no
    whole text of that version could be had; it says what to do then.
    """
    try:
        return _latest(act, office) if version == "latest" else _one(act, version, office)
    except LawTextError as error:
        raise LawTextError(
            f"{act.label} was not fetched: {error}. Nothing was changed. Save the text from "
            f"{act.page} in a browser and add the file with `citemark law add FILE`"
        ) from error


def act_of_celex(celex: str) -> Act:
    """The act that a CELEX number names; raises `RequestError` for another one."""
    acts = {facts.celex[1:]: act for act, facts in act_facts().items()}
    act = acts.get(celex[1:].partition("-")[0])
    if act is None or not _CELEX.fullmatch(celex):
        known = ", ".join(facts.celex for facts in act_facts().values())
        raise RequestError(
            f"{celex!r} is no CELEX number of the acts ({known}, or with 0 and a date such as "
            "02024R1689-20260727 for a consolidated text)"
        )
    return act


def _one(act: Act, version: str, office: Office) -> FetchedLaw:
    celex = act_facts()[act].celex if version == "oj" else version.upper()
    if act_of_celex(celex) is not act:
        raise RequestError(f"{celex} is not a text of the {act.label}; name its act or no act")
    return _fetched(celex, office)


def _latest(act: Act, office: Office) -> FetchedLaw:
    listed = _listed(act, office)[: office.listed] or [act_facts()[act].celex]
    refused: list[str] = []
    for celex in listed:
        try:
            found = _fetched(celex, office)
        except _NotServedError as error:
            refused.append(str(error))
            continue
        return FetchedLaw(found.law, found.data, found.address, tuple(refused))
    raise LawTextError("; ".join(refused))


class _NotServedError(LawTextError):
    """A version is listed, and no form of it is served."""


def _listed(act: Act, office: Office) -> list[str]:
    """The consolidated texts that the Office knows, newest first."""
    address = secured(office.versions_address(act), office.base)
    answer = _ask(address, "application/sparql-results+json", office)
    try:
        rows = json.loads(_whole(answer, 1).body)["results"]["bindings"]
        found = {str(row["celex"]["value"]) for row in rows}
    except (ValueError, KeyError, TypeError) as error:
        raise LawTextError(f"the list of versions at {office.base} cannot be read") from error
    mine = [one for one in found if one.startswith(consolidated_prefix(act))]
    return sorted(filter(_CELEX.fullmatch, mine), reverse=True)


def _fetched(celex: str, office: Office) -> FetchedLaw:
    """The first form that gives the whole text; what was wrong with the others otherwise."""
    faults: list[str] = []
    answered = False
    for form in office.forms:
        answer = _resolved(office.address(celex), form.accept, office)
        if answer.status in _NOT_SERVED:
            faults.append(f"not served as {form.accept} ({answer.status})")
            continue
        answered = True
        try:
            return _chosen(answer, celex, form, office)
        except LawTextError as error:
            faults.append(str(error))
    told = f"{celex}: {'; '.join(faults)}"
    raise LawTextError(told) if answered else _NotServedError(told)


def _resolved(address: str, accept: str, office: Office) -> Answer:
    """The answer after all redirections, each asked over HTTPS at the Office itself."""
    for _ in range(office.steps):
        answer = _ask(secured(address, office.base), accept, office)
        if answer.status not in _MOVED:
            return answer
        if not answer.location:
            raise LawTextError(f"{answer.address} sends elsewhere without saying where")
        address = answer.location
    raise LawTextError(f"{address}: more than {office.steps} redirections; try again later")


def _ask(address: str, accept: str, office: Office) -> Answer:
    headers = {
        "Accept": accept,
        "Accept-Language": office.language,
        "User-Agent": office.agent,
    }
    return ask(address, headers, office.seconds, office.most)


def _chosen(answer: Answer, celex: str, form: Form, office: Office) -> FetchedLaw:
    """The text itself, or of a list of streams the first that holds it."""
    if answer.status != HTTPStatus.MULTIPLE_CHOICES:
        return _checked(_whole(answer, form.least), celex)
    faults: list[str] = []
    for address in _streams(answer, office):
        try:
            stream = _resolved(address, form.accept, office)
            return _checked(_whole(stream, form.least), celex)
        except LawTextError as error:
            faults.append(str(error))
    told = "; ".join(faults) or "the list of streams names none"
    raise LawTextError(f"none of the streams at {answer.address} holds the act: {told}")


def _streams(answer: Answer, office: Office) -> Iterator[str]:
    try:
        page = lxml.html.document_fromstring(answer.body)
    except etree.ParserError:
        return
    links = [str(link.get("href")) for link in page.iter("a") if link.get("href")]
    for link in dict.fromkeys(links[: office.choices]):
        try:
            yield secured(link, office.base)
        except LawTextError:
            continue


def _whole(answer: Answer, least: int) -> Answer:
    if answer.status != HTTPStatus.OK:
        raise LawTextError(f"{answer.address} answers {answer.status}; try again later")
    if len(answer.body) < least:
        raise LawTextError(
            f"{answer.address} gives {len(answer.body)} bytes, and a whole act has {least} or more"
        )
    return answer


def _checked(answer: Answer, celex: str) -> FetchedLaw:
    law = read_law(celex, answer.body)
    if law.version.celex != celex:
        raise LawTextError(f"{answer.address} gives {law.version.label} instead of {celex}")
    return FetchedLaw(law, answer.body, answer.address)
