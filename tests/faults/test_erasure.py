"""A dossier deleted after everything was done with it: no byte of it is left, nor in the log."""

import hashlib
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.embedding import text_key
from review.assembly import Workbench
from review.deciding import Reviewed
from review.dossier_work import DossierWork
from review.handover import Format, export
from review.mapping import embedded_texts
from review.settings import Settings
from tests.faults.making import ROOT, nothing
from tests.ingest.making import docx_file
from tests.review.batch.making import PROFILE

MARKER = "zebrafinch-4711"
TEXT = (
    f"# Risk management file {MARKER}\n\nThe risk management process of {MARKER} is established, "
    f"documented and maintained. The logs of {MARKER} are kept for three years.\n"
)


def needles(texts: Iterator[str]) -> list[bytes]:
    """The marker in the forms in which it may lie on a disk, and the keys of its texts."""
    words = [MARKER.encode(form) for form in ("utf-8", "utf-16-le", "utf-32-le")]
    keys = [key for text in texts if MARKER in text for key in forms(text_key(text))]
    return [*words, *keys]


def forms(digest: str) -> tuple[bytes, bytes]:
    return digest.encode(), bytes.fromhex(digest)


def found(folder: Path, wanted: list[bytes]) -> set[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return {p.name for p in files if any(n in p.read_bytes() for n in wanted) or MARKER in p.name}


def test_nothing_of_a_deleted_dossier_is_left(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, figure: Callable[[str], None]
) -> None:
    caplog.set_level(logging.INFO)
    data = tmp_path / "data"
    with Workbench(Settings(data=data)) as bench:
        at_work = DossierWork(bench)
        profile = replace(PROFILE, name=f"Device {MARKER}")
        dossier = bench.store.create_dossier(f"Dossier {MARKER}", profile)
        word = docx_file(lambda d: d.add_paragraph(f"The logs of {MARKER} are kept."))
        files = [
            (f"{MARKER}.md", TEXT.encode()),
            ("b.docx", word),
            ("c.pdf", b"%PDF-1 " + TEXT.encode()),
        ]
        at_work.add_files(dossier, files, nothing)
        made = at_work.review(dossier, nothing)
        at_work.ask(f"How long are the logs of {MARKER} kept?", dossier)
        for wanted_format in Format:
            export(bench, Reviewed(dossier, 1, made), wanted_format, who=f"Ada {MARKER}")
        wanted = needles(embedded_texts(at_work.corpus(dossier)))
        wanted += [n for _, content in files for n in forms(hashlib.sha256(content).hexdigest())]
        assert found(data, wanted)
        at_work.delete(dossier)
        assert found(data, wanted) == set()
    assert found(data, wanted) == set()
    assert MARKER not in caplog.text
    figure(f"erasure: {len(wanted)} forms of words and hashes searched, 0 left in the data folder")


CANARY = "sk-canary-5e7a1b"
REFUSING = {
    "CITEMARK_MODEL": "openai:none",
    "CITEMARK_MODEL_URL": "http://127.0.0.1:9/v1",
    "OPENAI_API_KEY": CANARY,
    "ANTHROPIC_API_KEY": CANARY,
    "CITEMARK_MODEL_TIMEOUT": "2",
}


def test_no_key_is_told_when_a_model_fails(tmp_path: Path) -> None:
    pytest.importorskip("langchain_openai", reason="the extra openai is not installed")
    (tmp_path / "a.md").write_text(TEXT)
    line = [sys.executable, "-c", "from ui.cli import main; main()"]
    words = ["ask", "How long are the logs kept?", "--in", str(tmp_path / "a.md")]
    for command in (words, ["doctor"]):
        done = subprocess.run(
            [*line, *command, "--data", str(tmp_path / "data")],
            env=os.environ | REFUSING,
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        assert done.returncode
        assert CANARY.encode() not in done.stdout + done.stderr
        assert b"Traceback" not in done.stderr
    left = [p for p in (tmp_path / "data").rglob("*") if p.is_file()]
    assert not [p for p in left if CANARY.encode() in p.read_bytes()]


GUARD = """
import atexit, socket
tried = []
real = socket.socket.connect
def connect(self, address):
    host = address[0] if isinstance(address, tuple) else "unix"
    if host not in {"127.0.0.1", "::1", "unix"}:
        tried.append(str(host))
        with open(%r, "a") as log:
            log.write(f"{host}\\n")
        raise OSError("refused by the guard")
    return real(self, address)
socket.socket.connect = connect
def looked_up(host, *rest, **named):
    if host not in {None, "", "127.0.0.1", "::1", "localhost"}:
        with open(%r, "a") as log:
            log.write(f"{host}\\n")
        raise socket.gaierror("refused by the guard")
    return real_lookup(host, *rest, **named)
real_lookup = socket.getaddrinfo
socket.getaddrinfo = looked_up
"""


def test_a_whole_run_tries_to_reach_nobody(tmp_path: Path, figure: Callable[[str], None]) -> None:
    """Every process of a run, with a guard that Python loads before anything else."""
    log = tmp_path / "tried.log"
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD % (str(log), str(log)))
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / "device.yaml").write_text(
        "name: A\nframework: mdr\nclass: IIb\nfacts: {software: yes}\n"
    )
    program = "from ui.cli import main; main()"
    words = ["review", str(tmp_path / "a.md"), "--device", str(tmp_path / "device.yaml")]
    done = subprocess.run(
        [sys.executable, "-c", program, *words, "--data", str(tmp_path / "data")],
        env=os.environ | {"PYTHONPATH": f"{tmp_path / 'guard'}{os.pathsep}{ROOT}"},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    probe = [sys.executable, "-c", "import urllib.request as u; u.urlopen('http://a.test')"]
    guarded = os.environ | {"PYTHONPATH": str(tmp_path / "guard")}
    told = log.read_text() if log.exists() else ""
    subprocess.run(probe, env=guarded, capture_output=True, check=False)
    assert log.exists(), "the guard saw nothing where something was tried"
    assert told == ""
    figure("a review behind a socket guard in every process: 0 connections tried")
