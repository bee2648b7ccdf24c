"""Damaged PDFs, bombs and names: read or refused by name, nothing written outside."""

import io
import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from struct import pack

from domain.document import Document, ReadFailure
from ingest import read_bytes
from review.assembly import Workbench
from review.dossier_work import DossierWork
from review.settings import Settings
from tests.faults.making import ROOT, nothing
from tests.ingest.making import changed_zip, check, docx_file, xlsx_file, zip_file
from tests.ingest.mutations import mutated

_MIB = 1024 * 1024


def test_mutated_pdfs_are_read_or_named_in_time(
    amount: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    count, slowest, read = amount(12, 500), 0.0, 0
    files = ((n, d) for n, d in mutated(3 * count, seed=23) if n.endswith(".pdf"))
    for name, data in files:
        start = time.monotonic()
        (result,) = read_bytes(name, data)
        slowest = max(slowest, time.monotonic() - start)
        if isinstance(result, Document):
            check(result)
            read += 1
        else:
            assert result.detail
            assert "broke off" not in result.detail
    figure(
        f"{count} mutated PDFs: {read} read, {count - read} refused by name, 0 crashes; the "
        f"slowest took {slowest:.1f} s; 1 GiB of memory is all that a reader gets"
    )
    assert slowest < 10


MEASURED = """
import json, os, resource, sys, time
from pathlib import Path
import ingest
from domain.document import Document
from ingest.documents.ready import ready_for

ingest.read_bytes("first.docx", Path(sys.argv[1]).read_bytes())
ready_for(os.getpid()).close()


def used():
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both), both[0].ru_maxrss


for path in map(Path, sys.argv[2:]):
    data = path.read_bytes()
    processor, before = used()
    start = time.monotonic()
    results = ingest.read_bytes(path.name, data)
    clock = time.monotonic() - start
    ready_for(os.getpid()).close()  # what it and its children used is counted once it has ended
    processor, grown = (after - then for after, then in zip(used(), (processor, before)))
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    told = [r.name if isinstance(r, Document) else r.reason.value for r in results]
    print(json.dumps([path.name, told, processor, clock, max(grown, child) // 1024]))
"""
_LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)
)
_ENTITIES = b"<?xml version='1.0'?><!DOCTYPE w [%s]><w:document xmlns:w='w'>%s</w:document>"


def bombs() -> Iterator[tuple[str, bytes]]:
    yield "zeros.zip", zip_file({"a.txt": bytes(400 * _MIB)})
    types = b'<Types><Override ContentType="x.wordprocessingml.document.main+xml"/></Types>'
    grown = {"[Content_Types].xml": types, "word/document.xml": b" " * (400 * _MIB)}
    yield "grown.docx", zip_file(grown)
    laughs = _ENTITIES % (_LAUGHS, b"&l9;")
    plain = docx_file(lambda d: d.add_paragraph("Words."))
    yield "laughs.docx", changed_zip(plain, {"word/document.xml": lambda _: laughs})
    outside = _ENTITIES % (b'<!ENTITY e SYSTEM "file:///etc/passwd">', b"&e;")
    yield "outside.docx", changed_zip(plain, {"word/document.xml": lambda _: outside})
    late = laughs.replace(b"<!DOCTYPE", b"<!--" + b"x" * 900_000 + b"--><!DOCTYPE")
    yield "late.docx", changed_zip(plain, {"word/document.xml": lambda _: late})
    far = _ENTITIES % (b'<!ENTITY e SYSTEM "http://attacker.test/e">', b"&e;")
    sheet = xlsx_file({"A": [["a"]]})
    yield "far.xlsx", changed_zip(sheet, {"xl/workbook.xml": lambda _: far})
    inner = zip_file({"a.txt": b"Words."})
    for _ in range(6):
        inner = zip_file({"in.zip": inner})
    yield "nested.zip", inner
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}.txt", b"")
    yield "many.zip", many.getvalue()
    yield "listed.zip", listed(1_000_000)


def listed(count: int) -> bytes:
    """An archive whose directory lists one member so many times."""
    one = zip_file({"a.txt": b"Words."})
    start, end = one.index(b"PK\1\2"), one.index(b"PK\5\6")
    entries = one[start:end] * count
    return one[:start] + entries + one[end : end + 12] + pack("<L", len(entries)) + one[end + 16 :]


def test_bombs_are_refused_before_they_go_off(
    tmp_path: Path, figure: Callable[[str], None]
) -> None:
    plain = tmp_path / "first.docx"
    plain.write_bytes(docx_file(lambda d: d.add_paragraph("Words.")))
    files: list[Path] = []
    for name, data in bombs():
        files.append(tmp_path / name)
        files[-1].write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, plain, *files],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    for name, told, *_ in found:
        assert len(told) == 1, name
        assert told[0] in {"unsafe content", "too large", "damaged file"}, (name, told)
    assert len(found) == len(files)
    work, slowest, most = (
        max(figures) for figures in zip(*(one[2:] for one in found), strict=True)
    )
    assert work < 1
    assert most < 200
    figure(
        f"{len(found)} bombs: all refused, at most {work:.2f} s of the processor, {slowest:.2f} s "
        f"by the clock and {most} MiB"
    )


NAMES = (
    "../../up.md",
    "/etc/absolute.md",
    "C:\\windows\\w.md",
    "..\\..\\back.md",
    "nul\0byte.md",
    "n" * 300 + ".md",
    "right\u202eto\u202dleft.md",
    "folder/inner/deep.md",
    "new\nline.md",
    "half \udc80 character.md",
    ".",
    "..",
    "con.md",
)


def test_names_lead_nowhere(tmp_path: Path, figure: Callable[[str], None]) -> None:
    place = tmp_path / "a" / "b" / "data"
    with Workbench(Settings(data=place)) as bench:
        at_work = DossierWork(bench)
        dossier = bench.store.create_dossier("d")
        files = [(name, f"# File {n}\n\nWords {n}.".encode()) for n, name in enumerate(NAMES)]
        at_work.add_files(dossier, files, nothing)
        members = {f"{n}/{name}": b"# A\n\nWords." for n, name in enumerate(NAMES[:4])}
        at_work.add_files(dossier, [("all.zip", zip_file(members | {"../../z.md": b"x"}))], nothing)
        kept = at_work.documents(dossier)
        for each in kept:
            assert not each.name.startswith(("/", "\\"))
            assert ".." not in each.name.split("/")
            assert len(each.name) <= 240
            assert each.name.isprintable()
        assert sum(d.parsed is not None for d in kept) >= len(NAMES) - 2
    outside = [p for p in tmp_path.rglob("*") if p.is_file() and not p.is_relative_to(place)]
    assert outside == []
    figure(f"{len(NAMES)} hostile names: all kept under a safe name, nothing outside the folder")


def test_every_file_made_to_break_a_parser_is_named_or_read(shared: Path) -> None:
    for path in sorted((shared / "documents" / "hostile").glob("*.[pdx]*")):
        for result in read_bytes(path.name, path.read_bytes()):
            assert isinstance(result, Document) or (
                isinstance(result, ReadFailure) and result.detail
            )
