"""One request of each template of a review, as tests and the documentation show it."""

from prompts.chains import ask_for_chains
from prompts.conflicts import ask_for_conflicts
from prompts.data import Source
from prompts.judge import Asked, ask_for_judgement

READ = (
    Source("instructions for use: Oversight", ("The reader overrides a result with one click.",)),
    Source(
        "device description: Logging",
        ("[Item Content] Log | time, user and result of each run", "Logs will be kept."),
    ),
)
CRITERIA = (
    Asked("C1", "AI Act Art. 14(4)(d)", "Says how a result is overridden", "rules: not met"),
    Asked("C2", "AI Act Art. 19(1)", "Says how long logs stay", "rules: not met, P2.S2 planned"),
)
STATED = (
    Source("device description", ("Logs are kept for three years.",)),
    Source("instructions for use", ("Logs are kept for six months.",)),
)
TRACED = (
    Source(
        "claim, instructions for use",
        ("The software detects fractures in children.", "The battery lasts ten hours."),
    ),
    Source(
        "results, verification and validation reports",
        ("Two charged units ran for eleven hours until they stopped.",),
    ),
)
JUDGEMENT = ask_for_judgement("AI Act Art. 14 and 19", CRITERIA, READ, "MDR class IIb")
CONFLICTS = ask_for_conflicts(STATED, "MDR class IIb")
CHAINS = ask_for_chains(TRACED, ("P1.S1", "P1.S2"), "MDR class IIb")
