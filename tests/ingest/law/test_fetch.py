"""Texts taken from a server that answers as the Publications Office does."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.errors import LawTextError, RequestError
from domain.pinpoint import Act
from ingest.law import FetchedLaw, Office, act_of_celex, fetch_law, load_office
from ingest.law.office import Form
from tests.ingest.law.making import consolidated_act, whole_act
from tests.ingest.law.office_server import FORMEX, SPARQL, XHTML, Reply, Site, office_server

NEWEST = "02024R1689-20260727"
OLDER = "02024R1689-20240712"
ACT = whole_act().encode()
PAGE = consolidated_act().encode()
OLD_PAGE = consolidated_act("12.07.2024").encode()
RESOURCE = "/resource/celex/{}".format


@pytest.fixture
def site() -> Iterator[Site]:
    with office_server() as opened:
        yield opened


@pytest.fixture
def office(site: Site) -> Office:
    forms = (Form(XHTML, 1000), Form(FORMEX, 1000))
    return replace(load_office(site.base), forms=forms, seconds=5, most=5_000_000)


def fetch(office: Office, version: str = "oj") -> FetchedLaw:
    return fetch_law(Act.AIA, version, office)


def refused(office: Office, version: str = "oj") -> str:
    with pytest.raises(LawTextError) as told:
        fetch(office, version)
    assert "Nothing was changed" in str(told.value)
    assert "law add FILE" in str(told.value)
    return str(told.value)


def test_the_official_journal_text_is_taken_through_the_redirection(
    site: Site, office: Office
) -> None:
    site.serve(RESOURCE("32024R1689"), Reply(303, location=f"{site.base}/cellar/x.0006.03/DOC_1"))
    site.serve("/cellar/x.0006.03/DOC_1", Reply(body=ACT))
    found = fetch(office)
    assert (found.law.version.celex, found.data) == ("32024R1689", ACT)
    assert found.address == f"{site.base}/cellar/x.0006.03/DOC_1"
    _, headers = site.asked[0]
    assert headers["Accept-Language"] == "eng"
    assert headers["User-Agent"].startswith("citemark")


def test_of_a_list_of_streams_the_one_that_holds_the_act_is_taken(
    site: Site, office: Office
) -> None:
    links = '<a href="/c/DOC_1">1</a><a href="https://elsewhere.example/">2</a><a href="/c/DOC_2">'
    site.serve(RESOURCE("32024R1689"), Reply(303, location="/c"))
    site.serve("/c", Reply(300, f"<html><ul>{links}</a></ul></html>".encode()))
    site.serve("/c/DOC_1", Reply(body=b"<html><body>the title page</body></html>"))
    site.serve("/c/DOC_2", Reply(body=ACT))
    assert fetch(office).address.endswith("/c/DOC_2")
    assert [path for path, _ in site.asked][-2:] == ["/c/DOC_1", "/c/DOC_2"]


@pytest.mark.parametrize("body", [b"", b"<html><body>nothing</body></html>"])
def test_a_list_without_the_act_is_told(site: Site, office: Office, body: bytes) -> None:
    site.serve(RESOURCE("32024R1689"), Reply(300, body))
    assert "names none" in refused(office)


def test_latest_is_the_newest_consolidated_text(site: Site, office: Office) -> None:
    site.serve_versions(OLDER, NEWEST, "02017R0745-20270101", "not a number")
    site.serve(RESOURCE(NEWEST), Reply(body=PAGE))
    found = fetch(office, "latest")
    assert found.law.version.celex == NEWEST
    assert found.passed_over == ()
    assert site.asked[0][0] == SPARQL


@pytest.mark.parametrize("status", [404, 406])
def test_a_listed_version_that_is_not_served_is_passed_over_aloud(
    site: Site, office: Office, status: int
) -> None:
    site.serve_versions(OLDER, NEWEST)
    for accept in (XHTML, FORMEX):
        site.serve(RESOURCE(NEWEST), Reply(status), accept)
    site.serve(RESOURCE(OLDER), Reply(body=OLD_PAGE))
    found = fetch(office, "latest")
    assert found.law.version.celex == OLDER
    assert [NEWEST in told and str(status) in told for told in found.passed_over] == [True]


def test_a_newest_text_that_is_served_broken_is_not_passed_over(site: Site, office: Office) -> None:
    site.serve_versions(OLDER, NEWEST)
    site.serve(RESOURCE(NEWEST), Reply(body=PAGE.replace(b"anx_XIII", b"other")))
    site.serve(RESOURCE(OLDER), Reply(body=OLD_PAGE))
    assert "is missing" in refused(office, "latest")


def test_an_act_that_was_never_consolidated_is_taken_as_published(
    site: Site, office: Office
) -> None:
    site.serve_versions()
    site.serve(RESOURCE("32024R1689"), Reply(body=ACT))
    assert fetch(office, "latest").law.version.celex == "32024R1689"


def test_a_form_that_is_not_served_leaves_the_other(site: Site, office: Office) -> None:
    site.serve(RESOURCE("32024R1689"), Reply(406), XHTML)
    site.serve(RESOURCE("32024R1689"), Reply(body=ACT), FORMEX)
    assert fetch(office).law.version.celex == "32024R1689"


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(body=ACT, length=len(ACT) + 10), "broke off"),
        (Reply(body=ACT[:900]), "gives 900 bytes"),
        (Reply(body=ACT[: len(ACT) // 2]), "is missing"),
        (Reply(body=PAGE), f"gives {NEWEST}"),
        (Reply(body=ACT.replace(b"2024/1689", b"2031/7")), "not the MDR, the IVDR or the AI Act"),
        (Reply(503), "answers 503"),
        (Reply(202), "answers 202"),
        (Reply(303), "without saying where"),
        (Reply(303, location="https://elsewhere.example/x"), "which is not its own"),
        (Reply(303, location="file:///etc/passwd"), "which is not its own"),
        (Reply(303, location=RESOURCE("32024R1689")), "redirections"),
    ],
)
def test_what_is_not_the_whole_act_is_refused(
    site: Site, office: Office, reply: Reply, told: str
) -> None:
    site.serve(RESOURCE("32024R1689"), reply)
    assert told in refused(office)


def test_a_server_that_dawdles_is_left(site: Site, office: Office) -> None:
    site.serve(RESOURCE("32024R1689"), Reply(body=ACT, pause=0.4))
    assert "did not answer" in refused(replace(office, seconds=0.2))
    assert "too slow" in refused(replace(office, seconds=0.6))


def test_an_answer_without_end_is_left(site: Site, office: Office) -> None:
    site.serve(RESOURCE("32024R1689"), Reply(body=ACT))
    assert "sends more than 2000 bytes" in refused(replace(office, most=2000))


def test_a_server_that_is_not_there_is_told(site: Site) -> None:
    assert "did not answer" in refused(load_office("http://127.0.0.1:9"))
    assert site.asked == []


@pytest.mark.parametrize("body", [b"<html>busy</html>", b'{"results": {}}', b"[]"])
def test_an_unreadable_list_of_versions_is_told(site: Site, office: Office, body: bytes) -> None:
    site.serve(SPARQL, Reply(body=body), "application/sparql-results+json")
    assert "list of versions" in refused(office, "latest")


def test_a_number_of_another_act_asks_nobody(site: Site, office: Office) -> None:
    with pytest.raises(RequestError, match="not a text of the AI Act"):
        fetch(office, "32017R0745")
    with pytest.raises(RequestError, match="no CELEX number"):
        fetch(office, "32016R0679")
    assert site.asked == []


def test_the_act_is_told_by_its_number() -> None:
    assert act_of_celex("02017R0745-20260719") is Act.MDR
    assert act_of_celex("32017R0746") is Act.IVDR


def test_every_address_is_the_offices_own_and_secure() -> None:
    office = load_office()
    addresses = [office.base, office.address(NEWEST), *map(office.versions_address, Act)]
    assert all(one.startswith("https://publications.europa.eu") for one in addresses)
    assert "32017R0745" in office.versions_address(Act.MDR)
