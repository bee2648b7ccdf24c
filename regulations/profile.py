"""The device profile: read from YAML, written back, and named by a digest."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

import yaml

from domain.device import DeviceProfile, Fact, Framework
from domain.errors import ProfileError
from regulations.vocabulary import load_vocabulary

_KEYS = ("name", "version", "framework", "class", "facts")
_FACTS = {
    **dict.fromkeys(("yes", "true", "on", "y"), Fact.YES),
    **dict.fromkeys(("no", "false", "off", "n"), Fact.NO),
    **dict.fromkeys(("unknown", "null", "~", "", "?"), Fact.UNKNOWN),
}


def load_profile(path: Path) -> DeviceProfile:
    """Read a profile file; raises `ProfileError` where it is missing or wrong."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(
            f"{path.name}: cannot be read as text ({error}); name a YAML file"
        ) from error
    return parse_profile(text)


def parse_profile(text: str) -> DeviceProfile:
    """Read a profile from YAML.

    Facts may be YAML booleans, quoted or plain words. Facts that the rules compute may stand there
    too; they count only where the rules leave them open. Raises `ProfileError` naming the key, what
    is allowed there and the nearest word.
    """
    keys = _mapping(_plain(text), "the profile")
    _refuse_strays(keys, _KEYS, "key")
    framework = _framework(_required(keys, "framework"))
    return DeviceProfile(
        name=_required(keys, "name"),
        version=str(keys.get("version", "")),
        framework=framework,
        risk_class=_risk_class(_required(keys, "class"), framework),
        facts=_facts(_mapping(keys.get("facts") or {}, "facts")),
    )


def answered(profile: DeviceProfile, answers: Mapping[str, str]) -> DeviceProfile:
    """The profile with these facts as well; an answer takes the place of what was stated.

    Raises `ProfileError` for a fact or an answer that is not known.
    """
    return replace(profile, facts={**profile.facts, **_facts(answers)})


def dump_profile(profile: DeviceProfile) -> str:
    """The profile as YAML that `parse_profile` reads back to the same profile."""
    content = {
        "name": profile.name,
        "version": profile.version,
        "framework": profile.framework.value,
        "class": profile.risk_class,
        "facts": {name: fact.value for name, fact in sorted(profile.facts.items())},
    }
    plain = not _ODD_BREAKS & {*profile.name, *profile.version}
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=plain)


_ODD_BREAKS = frozenset("\x85\u2028\u2029")
"""Line breaks that YAML writes as they are and reads back as blanks, unless they are escaped."""


def digest(profile: DeviceProfile) -> str:
    """The sha256 of the profile's canonical form: same content, same digest."""
    return hashlib.sha256(dump_profile(profile).encode()).hexdigest()


def _plain(text: str) -> object:
    """The YAML with every scalar as the words that were written, so that 2.10 stays 2.10."""
    try:
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - BaseLoader builds plain strings only
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f" at line {place.line + 1}" if place else ""
        raise ProfileError(
            f"the profile is not YAML{line}; write it as `key: value` lines"
        ) from error


def _mapping(content: object, what: str) -> Mapping[str, object]:
    if not isinstance(content, dict):
        raise ProfileError(f"{what} must be `key: value` lines; keys are {', '.join(_KEYS)}")
    return {str(key): value for key, value in content.items()}


def _required(keys: Mapping[str, object], key: str) -> str:
    value = keys.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ProfileError(f"{key} is missing; add a line such as `{key}: {_example(key)}`")
    return value.strip()


def _example(key: str) -> str:
    return {"name": "ThoraFlag", "framework": "mdr", "class": "IIb"}[key]


def _refuse_strays(used: Iterable[str], known: Iterable[str], what: str) -> None:
    for word in used:
        if word not in known:
            raise ProfileError(f"{word!r} is not a known {what}{nearest(word, known)}")


def nearest(word: str, known: Iterable[str]) -> str:
    """The end of a message that names the nearest known words, or all of a few."""
    words = list(known)
    found = get_close_matches(word, words, n=2, cutoff=0.5)
    if found:
        return f"; did you mean {' or '.join(found)}?"
    few = 12
    return f"; allowed: {', '.join(words)}" if len(words) <= few else "; see the list of conditions"


def _framework(word: str) -> Framework:
    allowed = [framework.value for framework in Framework]
    if word.lower() not in allowed:
        raise ProfileError(f"framework: {word!r} is not known{nearest(word.lower(), allowed)}")
    return Framework(word.lower())


def _risk_class(word: str, framework: Framework) -> str:
    by_small = {name.lower(): name for name in framework.classes}
    short = word.lower().removeprefix("class").strip()
    if short not in by_small:
        allowed = ", ".join(framework.classes)
        raise ProfileError(
            f"class: {word!r} is no class of the {framework.act.label}; allowed: {allowed}"
        )
    return by_small[short]


def _facts(rows: Mapping[str, object]) -> dict[str, Fact]:
    _refuse_strays(rows, load_vocabulary().conditions, "fact")
    return {name: _fact(name, value) for name, value in rows.items()}


def _fact(name: str, value: object) -> Fact:
    word = value.strip().lower() if isinstance(value, str) else None
    if word not in _FACTS:
        raise ProfileError(f"facts: {name}: {value!r} is not allowed; write yes, no or unknown")
    return _FACTS[word]
