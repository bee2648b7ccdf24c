import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.device import DeviceProfile, Fact, Framework
from domain.errors import ProfileError
from regulations.profile import answered, digest, dump_profile, load_profile, parse_profile
from regulations.vocabulary import load_vocabulary

THORAFLAG = """
name: ThoraFlag
version: "2.1"
framework: mdr            # mdr | ivdr
class: IIb
facts: {software: yes, ai-system: yes, training-data: yes, sterile: no, implantable: unknown}
"""
STATED = sorted(load_vocabulary().conditions)


def test_reads_the_example() -> None:
    assert parse_profile(THORAFLAG) == DeviceProfile(
        "ThoraFlag",
        "2.1",
        Framework.MDR,
        "IIb",
        {
            "software": Fact.YES,
            "ai-system": Fact.YES,
            "training-data": Fact.YES,
            "sterile": Fact.NO,
            "implantable": Fact.UNKNOWN,
        },
    )


@pytest.mark.parametrize(
    ("word", "fact"),
    [
        *[(word, Fact.YES) for word in ("yes", "true", '"Yes"', "on")],
        *[(word, Fact.NO) for word in ("no", "False", "'no'", "off")],
        *[(word, Fact.UNKNOWN) for word in ("unknown", "null", "")],
    ],
)
def test_reads_every_way_to_write_a_fact(word: str, fact: Fact) -> None:
    text = f"name: a\nframework: mdr\nclass: I\nfacts:\n  sterile: {word}\n"
    assert parse_profile(text).facts == {"sterile": fact}


@pytest.mark.parametrize("version", ["2.10", '"2.10"'])
def test_keeps_the_version_as_it_is_written(version: str) -> None:
    text = f"name: a\nversion: {version}\nframework: ivdr\nclass: c"
    profile = parse_profile(text)
    assert (profile.version, profile.risk_class, profile.facts) == ("2.10", "C", {})


WRONG = {
    "unknown key": (("class: IIb", "clas: IIb"), "'clas' is not a known key; did you mean class"),
    "unknown fact": (
        ("sterile: no", "steril: no"),
        "'steril' is not a known fact; did you mean st",
    ),
    "word for a fact": (("sterile: no", "sterile: maybe"), "sterile: 'maybe' is not allowed"),
    "list for a fact": (("sterile: no", "sterile: [no]"), "sterile: ['no'] is not allowed"),
    "other law's class": (
        ("class: IIb", "class: C"),
        "'C' is no class of the MDR; allowed: I, IIa",
    ),
    "no class": (("class: IIb", ""), "class is missing"),
    "unknown law": (("framework: mdr", "framework: mrd"), "'mrd' is not known; did you mean mdr"),
    "no YAML": (("class: IIb", "class: [IIb"), "not YAML at line"),
    "facts as text": (("facts: {", "facts: x\nversion: {"), "facts must be"),
}


@pytest.mark.parametrize(("swap", "message"), WRONG.values(), ids=WRONG)
def test_says_what_is_wrong_and_what_is_near(swap: tuple[str, str], message: str) -> None:
    with pytest.raises(ProfileError, match=re.escape(message)):
        parse_profile(THORAFLAG.replace(*swap))


@pytest.mark.parametrize("text", ["", "just words", "- a list"])
def test_refuses_what_is_no_profile(text: str) -> None:
    with pytest.raises(ProfileError, match="must be `key: value` lines"):
        parse_profile(text)


def test_reads_a_file_and_names_one_that_it_cannot_read(tmp_path: Path) -> None:
    good, bad = tmp_path / "device.yaml", tmp_path / "bad.yaml"
    good.write_text("\ufeff" + THORAFLAG, "utf-8")
    bad.write_bytes(b"\xff\xfe\x00")
    assert load_profile(good).name == "ThoraFlag"
    for path in (bad, tmp_path / "absent.yaml"):
        with pytest.raises(ProfileError, match=path.name):
            load_profile(path)


PROFILES = st.sampled_from(Framework).flatmap(
    lambda framework: st.builds(
        DeviceProfile,
        name=st.text(min_size=1).map(str.strip).filter(bool),
        version=st.text(max_size=8).map(str.strip),
        framework=st.just(framework),
        risk_class=st.sampled_from(framework.classes),
        facts=st.dictionaries(st.sampled_from(STATED), st.sampled_from(Fact)),
    )
)


@given(PROFILES)
def test_a_profile_reads_back_and_keeps_its_digest(profile: DeviceProfile) -> None:
    again = parse_profile(dump_profile(profile))
    assert again == profile
    assert digest(again) == digest(profile)


def test_digest_changes_with_any_fact() -> None:
    changed = parse_profile(THORAFLAG.replace("implantable: unknown", "implantable: no"))
    assert digest(changed) != digest(parse_profile(THORAFLAG))


def test_an_answer_takes_the_place_of_what_was_stated() -> None:
    stated = parse_profile("name: X\nframework: mdr\nclass: I\nfacts: {software: no, sterile: no}")
    told = answered(stated, {"software": "yes", "measuring": "unknown"})
    assert told.facts == {"software": Fact.YES, "sterile": Fact.NO, "measuring": Fact.UNKNOWN}
    for wrong in ({"softwear": "yes"}, {"software": "perhaps"}):
        with pytest.raises(ProfileError, match=r"softw|perhaps"):
            answered(stated, wrong)


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029", "\u00fc"])
def test_odd_line_breaks_in_a_name_survive(odd: str) -> None:
    profile = DeviceProfile(f"a{odd}b", f"1{odd}2", Framework.MDR, "I", {})
    assert parse_profile(dump_profile(profile)) == profile
