"""What tells a statement from a heading, a caption or a label, and where a clause ends.

Word shapes only, no grammar: a list of verb forms, and what stands at the edges of a clause.
"""

import re

VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|does|do|did|can|could|may|must|shall|should|will|"
    r"cannot|consists?|means|keeps?|sets?|gives?|runs?|shows?|makes?|takes?|holds?|goes|leads?|"
    r"meets?|reads?|sends?|allows?|lets?|needs?|uses?|includes?|contains?|provides?|ensures?|"
    r"follows?|applies|covers?|returns?|stops?|starts?|logs?|lists?|states?|names?|defines?|"
    r"describes?|requires?|supports?|limits?|warns?|displays?|reaches|achieves?|remains?|"
    r"receives?|stores?|reviews?|reports?|checks?|assesses|evaluates?|monitors?|records?|tests?|"
    r"prevents?|protects?|rejects?|detects?|informs?|performs?|responds?|rests?|falls?|serves?|"
    r"verify|verifies|click|press|select|confirm|ensure|contact|stop|use|read|report|"
    r"appears?|exists?|came|comes?|took|led|ran|gave|rose|fell|went|saw|found|chose|drew|wrote|"
    r"begins?|ends?|belongs?|helps?|passes|decides?|signs?|approves?|opens?|closes?|leaves?|"
    r"becomes?|became|carries|carry|contributes?|depends?|differs?|enters?|exceeds?|explains?|"
    r"generates?|identif(?:y|ies)|increases?|indicates?|knows?|maintains?|manages?|marks?|moves?|"
    r"notif(?:y|ies)|offers?|owns?|plans?|presents?|produces?|refers?|relates?|relies|rely|"
    r"replaces?|represents?|results?|sees|seen|sits|specif(?:y|ies)|stands?|stays?|tells?|"
    r"transfers?|triggers?|updates?|wins?|works?|writes?|collects?|compares?|measures?|releases?|"
    r"trains?|blocks?|accompan(?:y|ies)|compl(?:y|ies)|completes?|maps?|corresponds?|secures?|"
    r"demonstrates?|connects?|qualif(?:y|ies)|comes|confirms?|converts?|combines?|aborts?|feeds?|"
    r"blinks?|expires?|calls?|warrants?|outweighs?|documents?|matches|adds?|drives?|influences?|"
    r"occurs?|happens?|ships?|lies|lie|draws?|learns?|loses|infers?|assumes?|counts?|flags?|alerts?|highlights?|overrides|dismisses|delivers?|assigns?|"
    r"escalates?|archives?|retains?|encrypts?|authenticates?|validates?|verifies|reduces?|improves?|"
    r"shortens?|lowers|raises|lasts|withstands?|tolerates?|recogni[sz]es?|predicts?|distinguish(?:es)?|"
    r"calculates?|computes?|classif(?:y|ies)|quantif(?:y|ies)|installs?|supervises?|governs?|"
    r"establish(?:es)?|declares?|reminds?|saves|got|find)\b"
    r"|\b\w{3,}(?:ed|ised|ized)\b",
    re.IGNORECASE,
)
"""A verb form, as far as word shapes tell."""

PRESENT = re.compile(
    r"(?:^\W*|[,;:]\s+|\b(?:quarter|month|year|week|day)\s+)(?:we|it|they)\s+(?!not\b)[a-z]+\b"
    r"|^\W*(?!what\b|which\b|how\b|where\b|when\b|if\b|as\b)[\w-]+\s+(?:[\w-]+\s+){0,8}?"
    r"(?!as\b|this\b|its\b|thus\b|plus\b|minus\b|versus\b|across\b|towards\b|besides\b|unless\b|"
    r"whereas\b|always\b|previous\b|various\b|times\b|hours\b|days\b|weeks\b|months\b|years\b|"
    r"minutes\b|seconds\b|units\b|points\b)[a-z]{2,}s\s+"
    r"(?:the|a|an|its|their|our|your|all|any|these|those)\s+\w[^.]*\.\W*$",
    re.IGNORECASE,
)
"""A pronoun with its verb, or a word in s before an article, in a sentence that is closed.

No list of verbs is whole; this shape is a statement in the present ("The ring holds the seal.").
"""

CAPTION = re.compile(
    r"^\W*(?:table|figure|fig\.)\s+[A-Z]?\d+(?:[.-]\d+)*\s*[:.\u2013-]", re.IGNORECASE
)
"""The caption of a table or figure."""

ABBREVIATIONS = re.compile(
    r"^\W*(?:list of )?(?:abbreviations?|acronyms?|glossary)\b", re.IGNORECASE
)
"""Explains words and states nothing."""

FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|may|must|shall|should|will|cannot)\b",
    re.IGNORECASE,
)
"""A verb form that only a statement has."""

LABELLED = re.compile(r"^[^:.;]{2,60}:\s+\S.*\w")
"""A label with its value: "Risk class: IIb"."""

CLAUSE = re.compile(
    r";|,\s+yet\b|\s[\u2013\u2014]\s|"
    r",?\s+\b(?:but|although|though|whereas|while|however|except that)\b|"
    r",\s+(?:and|so|which|because|since)\s+(?=\w+)"
)
"""Where one statement ends and the next begins inside a sentence."""

OPENING_CLAUSE = re.compile(
    r"^\W*(?:although|though|while|whereas|even though|if|when|where|once|unless|until|"
    r"should|in case|in the event|as long as|as soon as|being|having)\b[^,]*(?=,)",
    re.IGNORECASE,
)
"""A subordinate clause that opens a sentence."""
