"""What a question about the law gives away besides its words: its act and its topic."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.pinpoint import Act, Pinpoint
from regulations.data_files import DATA, read_mapping, texts


@dataclass(frozen=True, slots=True)
class _Topic:
    words: re.Pattern[str]
    needs: re.Pattern[str] | None
    places: tuple[Pinpoint, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class _Cues:
    acts: Mapping[Act, re.Pattern[str]]
    topics: tuple[_Topic, ...]


def acts_hinted(question: str) -> frozenset[Act]:
    """The acts whose words stand in the question; none where no word gives one away."""
    return frozenset(act for act, words in _cues().acts.items() if words.search(question))


def topic_places(question: str) -> tuple[Pinpoint, ...]:
    """The places where the acts treat the topics of the question."""
    return tuple(dict.fromkeys(place for topic in _told(question) for place in topic.places))


def leading_places(question: str) -> tuple[Pinpoint, ...]:
    """Those of the topics that a question is about even where it names another place.

    "From when does Article 6(1) apply?" is answered by the article on dates, not by Article 6(1).
    """
    told = (topic for topic in _told(question) if topic.first)
    return tuple(dict.fromkeys(place for topic in told for place in topic.places))


def _told(question: str) -> list[_Topic]:
    return [
        topic
        for topic in _cues().topics
        if topic.words.search(question) and (not topic.needs or topic.needs.search(question))
    ]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    data = read_mapping(DATA / "law_cues.yaml")
    acts, topics = data["acts"], data["topics"]
    if not isinstance(acts, dict) or not isinstance(topics, dict):
        raise TypeError("law_cues.yaml: acts and topics are mappings")
    return _Cues(
        {Act(act): _any(texts(words)) for act, words in acts.items()},
        tuple(_topic(entry) for entry in topics.values()),
    )


def _topic(entry: Mapping[str, object]) -> _Topic:
    needs = texts(entry["needs"]) if "needs" in entry else ()
    places = tuple(Pinpoint.parse(place) for place in texts(entry["places"]))
    words, also = _any(texts(entry["words"])), _any(needs) if needs else None
    return _Topic(words, also, places, entry.get("first") is True)


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words as whole words; one in capitals needs its capitals."""
    parts = (
        rf"(?:{re.escape(word)})s?" if word.isupper() else rf"(?i:{re.escape(word)})s?"
        for word in words
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")
