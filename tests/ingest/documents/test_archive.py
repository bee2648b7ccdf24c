"""ZIP: many documents, and what is refused before it is unpacked."""

import time
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from domain.document import Document, ReadFailure
from domain.errors import FailureReason
from ingest import Limits, read_bytes
from ingest.documents.archive_directory import directory_of
from tests.ingest.making import docx_file, zip_file


def reasons(data: bytes, limits: Limits | None = None) -> dict[str, FailureReason | None]:
    return {
        r.name: r.reason if isinstance(r, ReadFailure) else None
        for r in read_bytes("a.zip", data, limits or Limits())
    }


def test_members_are_read_in_order_and_hidden_ones_left_out() -> None:
    data = zip_file(
        {
            "b.txt": b"Two.",
            "a/one.docx": docx_file(lambda d: d.add_paragraph("One.")),
            ".hidden": b"x",
            "__MACOSX/b.txt": b"x",
            "c.png": b"\x89PNG\r\n",
        }
    )
    assert reasons(data) == {
        "a.zip/a/one.docx": None,
        "a.zip/b.txt": None,
        "a.zip/c.png": FailureReason.UNSUPPORTED,
    }


def test_unsafe_names_are_refused_and_the_rest_goes_on() -> None:
    data = zip_file({"../up.txt": b"x", "/root.txt": b"x", "C:/w.txt": b"x", "ok.txt": b"x"})
    found = reasons(data)
    assert found.pop("a.zip/ok.txt") is None
    assert set(found.values()) == {FailureReason.UNSAFE}
    assert len(found) == 3


def test_archives_in_archives() -> None:
    inner = zip_file({"x.txt": b"Words."})
    data = zip_file({"in.zip": inner, "ok.txt": b"Words."})
    assert reasons(data) == {"a.zip/in.zip": FailureReason.UNSAFE, "a.zip/ok.txt": None}
    assert reasons(data, Limits(max_nesting=2)) == {
        "a.zip/in.zip/x.txt": None,
        "a.zip/ok.txt": None,
    }


def test_bombs_are_refused_at_once() -> None:
    start = time.monotonic()
    assert reasons(zip_file({"a.txt": b"0" * 50_000_000})) == {"a.zip": FailureReason.UNSAFE}
    many = zip_file({f"{i}.txt": bytes(range(256)) * 40 for i in range(20)}, 0)
    assert reasons(many, Limits(max_expanded_bytes=100_000)) == {"a.zip": FailureReason.UNSAFE}
    assert reasons(many, Limits(max_archive_members=5)) == {"a.zip": FailureReason.TOO_LARGE}
    assert time.monotonic() - start < 5


def test_a_bomb_in_office_clothes_is_refused() -> None:
    types = b'<Types><Override ContentType="x.wordprocessingml.document.main+xml"/></Types>'
    data = zip_file({"[Content_Types].xml": types, "word/document.xml": b" " * 30_000_000})
    (result,) = read_bytes("a.docx", data)
    assert isinstance(result, ReadFailure)
    assert result.reason is FailureReason.UNSAFE


def test_empty_cut_off_and_locked_archives() -> None:
    whole = zip_file({"a.txt": b"Words."})
    assert reasons(zip_file({})) == {"a.zip": FailureReason.EMPTY}
    assert reasons(whole[:-30]) == {"a.zip": FailureReason.DAMAGED}
    flagged = bytearray(whole)
    flagged[whole.index(b"PK\x01\x02") + 8] |= 1
    assert reasons(bytes(flagged)) == {"a.zip": FailureReason.ENCRYPTED}


def test_a_broken_member_does_not_stop_the_others() -> None:
    data = bytearray(zip_file({"a.txt": b"first words", "b.txt": b"other words"}, 0))
    data[data.index(b"first")] ^= 1
    found = reasons(bytes(data))
    assert found == {"a.zip/a.txt": FailureReason.DAMAGED, "a.zip/b.txt": None}


def test_names_hold_no_text_of_the_archive() -> None:
    (result,) = read_bytes("a.zip", zip_file({"x.txt": b"Words."}))
    assert isinstance(result, Document)
    assert result.name == "a.zip/x.txt"


def test_members_of_archives_inside_are_not_those_of_the_archive() -> None:
    inner = docx_file(lambda d: d.add_paragraph("Words."))
    data = zip_file({f"{number}.docx": inner for number in range(3)}, ZIP_STORED)
    assert data.count(b"PK\1\2") > 20
    few = Limits(max_archive_members=20)
    assert set(reasons(data, few).values()) == {None}
    assert set(reasons(data + b"x" * 30, few).values()) == {None}
    assert reasons(data, Limits(max_archive_members=2)) == {"a.zip": FailureReason.TOO_LARGE}


def test_the_directory_is_found_where_zipfile_finds_it() -> None:
    for data in (zip_file({"a": b"1", "b": b"2"}), zip_file({"a": zip_file({"c": b""})}, 0)):
        for changed in (data, b"before" + data, data + b"after", data[:-2] + b"\3\0PK\5"):
            with ZipFile(BytesIO(changed)) as archive:
                found = directory_of(BytesIO(changed), 10)
                assert found is not None
                assert found.members == len(archive.infolist())
    for broken in (b"", b"PK\3\4", data[:-1], data[:-2]):
        assert directory_of(BytesIO(broken), 10) is None


def test_a_long_list_of_names_is_refused() -> None:
    assert reasons(zip_file({f"{n}{'n' * 60_000}": b"" for n in range(300)})) == {
        "a.zip": FailureReason.TOO_LARGE
    }
