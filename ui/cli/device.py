"""`citemark crosswalk`, `classify` and `status`: what the law says of one device."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from domain.errors import RequestError
from ui.cli.obligations import Device, OnDay
from ui.cli.output import Data, Json, told_errors, write_json

if TYPE_CHECKING:
    from datetime import datetime

    from regulations.ai_status import Check, Remark
    from regulations.classification import Step
    from review.device_law import CrosswalkRow


def _day(on: "datetime | None") -> date:
    return on.date() if on else date.today()  # noqa: DTZ011 - a day where the user is


def crosswalk(
    device: Device,
    on: OnDay = None,
    json: Json = False,
    data: Data = None,  # noqa: ARG001 - every command takes it
) -> None:
    """Show by topic what the device law and the AI Act ask of a device: shared, or one alone."""
    with told_errors():
        from regulations.catalogue import load_catalogue  # noqa: PLC0415
        from regulations.profile import load_profile  # noqa: PLC0415
        from review.device_law import crosswalk as matrix  # noqa: PLC0415
        from review.device_law import crosswalk_payload  # noqa: PLC0415

        topics = matrix(load_catalogue(), load_profile(device), _day(on))
    if json:
        write_json(crosswalk_payload(topics))
        return
    for topic in topics:
        typer.echo(f"{topic.name}: {len(topic.device)} device rows, {len(topic.ai)} AI Act rows")
        for row in (*topic.device, *topic.ai):
            typer.echo(_row(row))
        typer.echo("")


def _row(row: "CrosswalkRow") -> str:
    answer = row.answer
    state = "open" if answer.applies.value == "unknown" else "applies"
    since = f" from {answer.applies_from}" if answer.applies_from and not answer.in_force else ""
    linked = f" <-> {', '.join(row.linked)}" if row.linked else ""
    return f"  {row.mark:<12} {state:<8}{row.pinpoint}: {row.title}{since}{linked}"


Answers = Annotated[
    list[str] | None,
    typer.Option("--answer", metavar="FACT=yes|no|unknown", help="Answer a question; repeatable."),
]


def classify(
    device: Device,
    answer: Answers = None,
    json: Json = False,
    data: Data = None,  # noqa: ARG001 - every command takes it
) -> None:
    """Propose the class of software, rule by rule, beside the class that is stated."""
    with told_errors():
        from regulations.profile import answered, load_profile  # noqa: PLC0415
        from review.device_law import classification_payload  # noqa: PLC0415

        profile = answered(load_profile(device), _pairs(answer or []))
        if json:
            write_json(classification_payload(profile))
            return
        from regulations.classification import classify as propose  # noqa: PLC0415
        from regulations.classification import qualify  # noqa: PLC0415

        qualified, found = qualify(profile), propose(profile)
    typer.echo(f"Device software: {qualified.is_device_software.value}")
    for line in map(_step, qualified.steps):
        typer.echo(line)
    typer.echo(f"\nClass: {found.conclusion}")
    for line in map(_step, found.steps):
        typer.echo(line)
    if found.differs:
        typer.echo(
            f"\n! The rules propose class {found.proposed}, the manufacturer states "
            f"{found.stated}. The manufacturer's class stands; settle the difference."
        )
    for line in _asked((*qualified.questions, *found.questions)):
        typer.echo(line)


def _pairs(answers: list[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in answers]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise RequestError(f"--answer {wrong[0]!r}: write it like software=yes")
    return {name.strip(): value.strip() for name, _, value in pairs}


def _step(step: "Step") -> str:
    gives = f" -> {step.gives}" if step.gives else ""
    return f"  {step.value.value:<8}{step.rule}{gives} [{step.source}]: {step.reason}"


def _asked(names: tuple[str, ...]) -> Iterator[str]:
    from regulations.vocabulary import load_vocabulary  # noqa: PLC0415

    conditions = load_vocabulary().conditions
    for name in dict.fromkeys(names):
        yield f"? {name}: {conditions[name].question}"


def status(
    device: Device,
    on: OnDay = None,
    json: Json = False,
    data: Data = None,  # noqa: ARG001 - every command takes it
) -> None:
    """Show a device's standing under the AI Act, and the transition rules that bear on it."""
    with told_errors():
        from regulations.profile import load_profile  # noqa: PLC0415
        from review.device_law import status_payload  # noqa: PLC0415

        profile, day = load_profile(device), _day(on)
        if json:
            write_json(status_payload(profile, day))
            return
        from regulations.ai_status import ai_status  # noqa: PLC0415
        from regulations.transitions import transitions  # noqa: PLC0415

        found, moving = ai_status(profile, day), transitions(profile.framework)
    typer.echo(f"{profile.name} {profile.version}, {profile.framework.act.label} class ", nl=False)
    typer.echo(f"{profile.risk_class}, on {day}\n\nHigh-risk AI: {found.high_risk.value}", nl=False)
    typer.echo(f", requirements from {found.applies_from}" if found.applies_from else "")
    parts = {
        "Article 6(1)": (*found.conditions, found.conclusion),
        "Annex III": (found.annex_iii,),
        "Prohibited practices (Article 5): yes means that it must be screened": found.prohibitions,
        "Transparency (Article 50)": found.transparency,
    }
    for title, checks in parts.items():
        _told(title, map(_check, checks))
    for title, remarks in {
        "Route": found.route,
        "Roles": found.roles,
        "Dates": found.dates,
    }.items():
        _told(title, map(_remark, remarks))
    _told(
        "Transition and EUDAMED",
        (f"{fact.says} {_why(fact.sources, fact.confidence)}" for fact in moving),
    )


def _told(title: str, lines: Iterator[str]) -> None:
    if found := list(lines):
        typer.echo(f"\n{title}")
        for line in found:
            typer.echo(f"  {line}")


def _check(check: "Check") -> str:
    return f"{check.value.value:<8}{check.name}: {check.reason} [{', '.join(check.sources)}]"


def _remark(remark: "Remark") -> str:
    return f"{remark.text} {_why(remark.sources, remark.confidence)}"


def _why(sources: tuple[str, ...], confidence: str) -> str:
    return f"[{'; '.join((*sources, confidence))}]"
