"""Several processes at one data folder: one writes, the others are refused at once, by name."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.faults.making import ROOT, kill_group, start

WRITER = """
import json, os, sys, time
from pathlib import Path
from domain.errors import StoreLockedError
from store import Store

folder, begin, tag = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
print("ready", flush=True)
time.sleep(max(0.0, begin - time.time()))
start = time.monotonic()
try:
    with Store.open(folder) as store:
        dossier = store.create_dossier(tag)
        for number in range(20):
            store.add_document(dossier, f"{number}.md", f"{tag} {number} ".encode() * 500)
        time.sleep(1.5)
    print(json.dumps(["wrote", os.getpid(), 0.0, ""]))
except StoreLockedError as error:
    print(json.dumps(["refused", os.getpid(), time.monotonic() - start, str(error)]))
"""


def trial(folder: Path, number: int) -> list[list[object]]:
    begin = str(time.time() + 3)
    writers = [start(WRITER, str(folder), begin, f"{number}-{one}") for one in range(3)]
    return [json.loads(writer.communicate()[0].splitlines()[-1]) for writer in writers]


def test_three_writers_at_once(
    tmp_path: Path, amount: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    trials, refused, written, slowest = amount(1, 20), 0, 0, 0.0
    for number in range(trials):
        told = trial(tmp_path / "data", number)
        holders = {f"process {pid}" for kind, pid, _, _ in told if kind == "wrote"}
        assert holders
        for kind, _, seconds, message in told:
            if kind == "refused":
                refused += 1
                slowest = max(slowest, float(str(seconds)))
                assert any(holder in str(message) for holder in holders)
        written += len(holders)
    assert slowest < 1
    with closing(sqlite3.connect(tmp_path / "data" / "citemark.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = connection.execute("SELECT count(*) FROM documents GROUP BY dossier").fetchall()
    assert rows == [(20,)] * written
    figure(
        f"three writers, {trials} trials: 0 corrupt; {refused} refused with the holder's process "
        f"id, the slowest after {slowest:.2f} s"
    )


HOLDER = """
import sys, time
from pathlib import Path
from review.assembly import Workbench
from review.settings import Settings
with Workbench(Settings(data=Path(sys.argv[1]))):
    print("open", flush=True)
    time.sleep(600)
"""


def test_a_command_beside_the_application_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    holder = start(HOLDER, str(tmp_path / "data"))
    assert holder.stdout is not None
    holder.stdout.readline()
    program = "from ui.cli import main; main()"
    command = [sys.executable, "-c", program, "rebuild-index", "--data", str(tmp_path / "data")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    kill_group(holder)
    assert done.returncode == 1
    assert f"in use by process {holder.pid}" in done.stderr
