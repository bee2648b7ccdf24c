"""How technical files deny, promise, hedge, and leave blank: the patterns, each named.

Written from the wording of technical documentation; `tests/review/test_assertion.py` and
`eval/gold/assertions.jsonl` hold sentences for each.
"""

import re

_ESTABLISHED = (
    r"(?:re-?)?(?:described|defined|documented|established|specified|determined|written|drafted|"
    r"created|developed|set up|set out|implemented|introduced|prepared|put in place|addressed|"
    r"included|provided|assigned|appointed|named|stated|justified|explained|listed|covered|"
    r"finali[sz]ed|completed|added|decided|agreed|formali[sz]ed|elaborated|detailed|foreseen|"
    r"issued|supplied|submitted|registered|designated|nominated|affixed|generated|compiled|"
    r"updated|filled in|available|in place|built|installed|deployed|selected|chosen|set|"
    r"planned|required|supported|offered|given|made|present|part of|subject to)"
)
_PERFORMED = (
    r"(?:performed|carried out|conducted|evaluated|assessed|(?:re-?)?tested|verified|validated|"
    r"analy[sz]ed|measured|investigated|reviewed|examined|considered|estimated|monitored|"
    r"collected|recorded|logged|reported|calculated|checked|trained|audited|approved|signed|done|"
    r"kept|maintained|retained|stored|quantified|studied|identified|obtained|compared|tracked|"
    r"controlled|mitigated|documented|undertaken|executed|applied|repeated|confirmed|"
    r"demonstrated|shown|proven|traced|stratified|balanced|annotated|labelled|labeled)"
)
_ESTABLISH = (
    r"(?:describe|define|document|establish|specify|determine|write|draft|create|develop|set up|"
    r"implement|introduce|prepare|address|include|provide|assign|appoint|name|state|justify|"
    r"explain|list|cover|contain|have|exist|offer|support|consider|mention|allow|enable|hold|"
    r"record|log|store|monitor|measure|test|assess|evaluate|perform|analy[sz]e|verify|validate|"
    r"display|show|give|possess|maintain|keep|report|check|track|detect|warn|protect|require)"
)
_BE = r"(?:is|are|was|were|be|been|being)"
_ADVERBS = r"(?:\s+(?:yet|currently|presently|formally|explicitly|further|been|being|be|separately|specifically|fully|systematically|otherwise|so|far|at|this|time|stage|in|any|way|to|date|adequately|sufficiently|individually|independently)){0,4}"  # noqa: E501 - one list

OBSERVED_ABSENCE = re.compile(
    r"\b(?:no|not any|neither)\b[^.;]{0,90}?\b(?:seen|observed|found|detected|occurred|noted|"
    r"remain(?:s|ed|ing)?|revealed|arose|exceed(?:s|ed)?|identified|recorded|reported|"
    r"overlap(?:s|ped)?|shared?|lost)\b"
    r"|\bno\b (?:[\w-]+ ){0,3}?(?:difference|deviation|overlap|leakage|degradation|drift|anomal\w+|"
    r"unacceptable|recall|incident|complaint|failure|contraindication|side[- ]effect|interference)",
    re.IGNORECASE,
)
"""Reports that something bad was looked for and not there: a result, not a denial."""

DENIED = re.compile(
    rf"\b(?:{_BE}|has|have|had)(?:n't|\s+not|\s+never){_ADVERBS}\s+(?:{_ESTABLISHED}|{_PERFORMED})\b"
    rf"|\b(?:does|do|did)(?:n't|\s+not)\s+(?:yet\s+|currently\s+)?{_ESTABLISH}\b"
    rf"|\bcould\s+not\s+be\s+(?:{_ESTABLISHED}|{_PERFORMED})\b"
    r"|\bcannot\s+be\s+(?!disabled|bypassed|altered|changed|modified|edited|deleted|excluded|"
    r"ruled|switched|circumvented|skipped|tampered|removed|lost|closed)\w+(?:ed|en)\b"
    rf"|\b(?:no|neither|none of the)\b[^.;,]{{0,80}}?\b(?:{_BE}|has|have|had)\b{_ADVERBS}\s+"
    rf"(?:{_ESTABLISHED}|{_PERFORMED})\b"
    r"|\b(?:no|none)\b[^.;,]{0,60}?\b(?:exists?|existed|applies|apply)\b"
    r"|\bthere\s+(?:is|are|was|were)\s+(?:currently\s+|as yet\s+|at present\s+)?"
    r"(?:no|not|neither|nothing)\b"
    r"|\b(?:lacks?|lacked|lacking|omits?|omitted|fails? to|failed to|refrains? from)\b"
    r"|\b(?:is|are|was|were|remains?|remained|still)\s+(?:\w+\s+)?"
    r"(?:absent|missing|undefined|undocumented|unspecified|unaddressed|unassigned|"
    r"unknown|untested|unverified|unvalidated|unavailable|omitted|outstanding|unresolved|"
    r"incomplete|out of scope|outside the scope|not applicable|not available|not in place|"
    r"not part|not in scope|not foreseen|not possible)\b"
    r"|\b(?:has|have)\s+(?:\w+\s+)?no\b(?!\s+(?:influence|impact|effect|bearing|contraindication))"
    r"|\babsence\s+of\s+(?:a|an|any)\b"
    r"|\bnot\s+(?:yet\s+)?(?:described|documented|defined|available|done|performed|addressed|"
    r"implemented|established|assessed|evaluated|tested|verified|specified|in place|provided)\b"
    r"|\bwaived\b|\bno longer\b|\bleft out\b|\bnot taken into account\b"
    r"|\b(?:is|are|was|were|been)\s+(?:ignored|neglected|disregarded|excluded from the scope)\b",
    re.IGNORECASE,
)
"""Says that the thing is not there, not done or not written down."""

_NEGATION = (
    r"(?:\b(?:not|never|no|without|neither|nor|cannot|lacks?|lacking|none of|fails? to|unable to|"
    r"absence of|lack of)|n't)\s+"
)
NEGATION = re.compile(_NEGATION, re.IGNORECASE)
"""A word that may negate what follows it."""

NEGATOR = re.compile(rf"{_NEGATION}(?:[\w'-]+\s+){{0,3}}$", re.IGNORECASE)
"""A negation whose reach (three words) ends where a matched term begins."""

NEGATIVE_TERM = re.compile(r"\b(?:not?|none|never|without|exclud\w*)\b", re.IGNORECASE)
"""A term that asks for a negation: then the negation answers."""

CIRCUMSTANCE = re.compile(
    r"\b(?:if|when|whenever|unless|in case|in the event|because|as soon as)\b[^.;,]*$",
    re.IGNORECASE,
)
"""What stands after these words is a condition or a reason, and its negation no denial."""

HARMLESS_NEGATION = re.compile(
    r"\b(?:(?:advised|told|asked|instructed|trained|warned|reminded|choose|free|decides?|able|"
    r"designed|chosen) not to|no further|without a (?:use )?(?:error|incident|finding)|"
    r"no (?:prior |previous |special )(?:experience|knowledge|training|skills?)|no experience|"
    r"not only|not limited to|no later than|not later than|no more than|not more than|"
    r"no less than|not less than|no fewer than|without (?:undue )?delay|not exceed\w*|not "
    r"longer than|no longer than|whether or not|not necessarily|not merely|not least|"
    r"(?:patients?|cases?|studies|subjects?|examinations?|images?|wom[ae]n|m[ae]n|hospitals?|"
    r"readers?) without|do not use|must not|"
    r"(?:that|which|who) (?:is|are|was|were|has|have|had) not \w+(?: \w+)?|"
    r"may not|shall not|should not|do not|not intended|does not replace|not replace|"
    r"not a substitute)\b",
    re.IGNORECASE,
)
"""Negations that assert: limits, periods, instructions and exclusions."""

PLANNED = re.compile(
    rf"\b(?:will|shall)\s+(?:\w+\s+)?be\s+(?:\w+\s+)?{_ESTABLISHED}\b"
    rf"|\b(?:{_BE}|remains?)\s+(?:still\s+|yet\s+)?to\s+be\s+(?!used|operated|worn|handled|read)\w+"
    rf"|\bto\s+be\s+(?:{_ESTABLISHED}|{_PERFORMED}|confirmed)\b"
    r"|\b(?:is|are|was|were)\s+(?:currently\s+|still\s+)?(?:planned|scheduled|envisaged|"
    r"foreseen|intended\s+to\s+be\s+(?:added|introduced|implemented|performed|conducted))\s*"
    r"(?:for|to|in|before|after|by|with|\.|,|;|$)"
    r"|(?<!PMCF )(?<!PMPF )(?<!follow-up )(?<!survey )(?<!study )"
    r"\b(?:plans?|intends?|aims?|expects?|proposes?)\s+to\b"
    r"|\bwe\s+(?:will|shall)\b|\bwill\s+be\s+able\s+to\b"
    r"|\b(?:manufacturer|company|team|department|project)\s+will\s+"
    rf"{_ESTABLISH}\b"
    r"|\bin\s+(?:a|the|one of the)\s+(?:future|next|later|upcoming|subsequent|following)\s+"
    r"(?:version|release|revision|update|phase|step|iteration|edition)\b"
    r"|\b(?:is|are)\s+(?:currently\s+|still\s+)?(?:under|in)\s+(?:development|preparation|"
    r"construction|progress|draft)\b"
    r"|\b(?:is|are)\s+(?:currently\s+|still\s+)?being\s+(?:drafted|prepared|developed|written|"
    r"finali[sz]ed|set up|established|defined|collected|created|implemented|negotiated)\b"
    r"|\bwork\s+in\s+progress\b|\bforthcoming\b|\bin\s+due\s+course\b|\bat\s+a\s+later\s+"
    r"(?:stage|date|point)\b|\bpending\b|\bin\s+the\s+(?:near\s+)?future\b",
    re.IGNORECASE,
)
"""Says that the thing will be made, written or decided."""

FUTURE = re.compile(
    r"\bwill\s+(?:\w+\s+){0,2}?be\s+(?!used\b|operated\b|installed on\b)\w+(?:ed|en|t)\b",
    re.IGNORECASE,
)
"""Any passive future: the normal voice of a plan, a promise elsewhere."""

CONDITIONAL = re.compile(
    r"\bwould\b|\bmight\b|\b(?:may|could)\s+(?:\w+\s+)?be\s+"
    rf"(?:{_ESTABLISHED}|{_PERFORMED})\b"
    r"|\bif\s+(?:deemed\s+)?(?:applicable|required|needed|necessary|appropriate|possible|desired|"
    r"resources\s+permit)\b|\bsubject\s+to\s+(?:approval|funding|availability|confirmation)\b"
    r"|\bwe\s+(?:could|may|might)\b|\bideally\b",
    re.IGNORECASE,
)
"""Leaves open whether it is so."""

PLACEHOLDER = re.compile(
    r"\bTBD\b|\bTBC\b|\bTODO\b|\bTBA\b|\bFIXME\b|\bXX+\b|\bYYYY\b|\?\?\?+|_{4,}|\.{5,}|…{2,}"
    r"|\[\[.*?\]\]|\{\{.*?\}\}|<<.*?>>"
    r"|<(?i:insert|enter|name|date|your|company|device|product|todo)\b[^>]*>"
    r"|\[(?i:insert|enter|fill|add|your|name|date|company|to be|tbd|tbc|placeholder|xx|…|\.\.\.)"
    r"[^\]]*\]|\[\s*\.*\s*\](?!\()|(?<!\w)_{2,}(?!\w)"
    r"|(?<!\w)\[(?!x\]|sic\]|see |mm\]|cm\]|ml\]|ms\]|s\]|kg\]|h\]|min\])[a-z][^\]\d]{0,60}\](?!\()"
    r"|(?i:\bto\s+be\s+(?:completed|confirmed|filled(?:\s+in)?|inserted|added\s+here|announced|"
    r"advised|supplied)\b|\blorem\s+ipsum\b|\bplaceholder\b|\binsert\s+(?:here|text)\b"
    r"|\bleft\s+blank\b|\bdummy\s+text\b)"
)
"""A blank that somebody meant to fill."""

ADVICE = re.compile(
    r"^\W*(?:describe|insert|specify|explain|fill in|summari[sz]e|replace this|delete this|"
    r"remove this|outline|elaborate|complete this|provide an? (?:overview|summary|description) of)"
    r"\s+(?:here|the|your|all|any|how|which|whether|what|why|each|if|in|this|and|briefly|a|an)\b"
    r"|\b(?:this|the following)\s+(?:section|chapter|template|paragraph|table)\s+"
    r"(?:should|must|shall|needs to|is intended to|is used to)\s+(?:be\s+)?"
    r"(?:contain|describe|list|include|explain|state|filled|completed|specify|give)\w*"
    r"|\byou\s+(?:should|need to|must|can|may|have to)\s+(?:describe|document|list|explain|insert|"
    r"state|fill|define|specify|add|write|mention|adapt|delete)\b"
    r"|\b(?:guidance|instruction|note|hint|tip)s?\s+(?:to|for)\s+(?:the\s+)?(?:author|writer|user "
    r"of this template)s?\b|\b(?:delete|remove)\s+(?:this|before|if not)\b.*\b(?:text|note|section|"
    r"template|applicable|block)\b|\bthis template\b",
    re.IGNORECASE,
)
"""Tells an author what to write."""

TARGET = re.compile(
    r"\b(?:at least|at most|accept\w+ criteri\w+|target(?:s|ed)?|must(?: not)?|shall|should|"
    r"minimum|confidence limit (?:above|below)|no less than|not fall below|threshold|goal|"
    r"is required|are required)\b|[\u2265\u2264]",
    re.IGNORECASE,
)
"""Words by which a number is a bound to reach and not a result."""

_LAW_SUBJECT = (
    r"(?:manufacturers?|providers?(?: of high-risk ai systems)?|deployers?|importers?|"
    r"distributors?|economic operators?|high-risk ai systems?|ai systems?|devices|member states|"
    r"notified bod(?:y|ies)|(?:the )?commission|sponsors?|(?:the )?competent authorit(?:y|ies))"
)
LAW = re.compile(
    rf"^\W*(?:(?:\(?[a-z0-9]{{1,3}}[.)]\s*)?(?:the\s+)?{_LAW_SUBJECT}\s+(?:\w+\s+){{0,3}}?shall\b)"
    r"|\b(?:article|art\.|annex|section|recital|rule)\s+[\dIVX][\w().]*[^.;]{0,60}?\b(?:requires?|"
    r"stipulates?|states?|prescribes?|demands?|obliges?|mandates?|sets? out|lays? down|"
    r"provides? that|calls? for)\b"
    r"|\b(?:the\s+)?(?:MDR|IVDR|AI Act|regulation(?:\s+\(EU\)\s+\d{4}/\d+)?|ISO \d+|IEC \d+|"
    r"standard|law|guidance|MDCG [\d-]+)\s+(?:\w+\s+)?(?:requires?|stipulates?|prescribes?|demands?"
    r"|obliges?|mandates?|states? that|expects?|recommends?|calls? for)\b"
    r"|\b(?:is|are)\s+required\s+(?:by|under|according to)\s+(?:the\s+)?(?:article|art\.|annex|MDR|"
    r"IVDR|AI Act|regulation)"
    r"|\b(?:according to|pursuant to|under|as required by|in line with)\s+(?:article|art\.|annex)"
    r"[^.;,]{0,60},?\s+(?:\w+\s+){0,4}?(?:must|shall|has to|have to|is required to|are required "
    r"to|need to|needs to)\b",
    re.IGNORECASE,
)
"""Repeats what the law or a standard asks for."""

SHOULD_BE = re.compile(
    rf"\bshould\s+(?:\w+\s+)?be\s+(?:{_ESTABLISHED}|{_PERFORMED})\b"
    r"|\b(?:it is|is) (?:recommended|advisable|suggested)\b",
    re.IGNORECASE,
)
"""Advice, not a statement of what is."""

POINTER = re.compile(
    r"^\W*(?:please\s+)?(?:see|refer to|cf\.|compare|for (?:more )?(?:details|information),? "
    r"(?:see|refer))\b"
    r"|^\W*(?:for\s+)?[^.;]{0,110}\b(?:is|are|can be|may be)\s+(?:\w+\s+)?"
    r"(?:described|documented|found|given|listed|addressed|detailed|covered|specified|defined|"
    r"contained|provided|reported|explained|discussed|presented|recorded|set out|treated)\s+"
    r"(?:\w+\s+)?(?:in|by|under)\s+(?:the\s+)?(?:document|section|chapter|annex|appendix|table|"
    r"[A-Z]{2,}[-_ ]?\w*\d|(?:risk management|clinical evaluation|technical|usability|software|"
    r"post-market|data governance|human oversight|quality|separate|cybersecurity|corresponding|"
    r"respective|relevant|human)\b[^.;]{0,40}?(?:file|report|plan|documentation|manual|document|"
    r"record|policy|concept|section))[^.;,]{0,60}[.;]?\s*$",
    re.IGNORECASE,
)
"""Only sends the reader elsewhere."""
