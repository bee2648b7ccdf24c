"""Documents: handed in, recognised, corrected, removed."""

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from domain.document import BlockKind
from domain.ports import Progress
from regulations.document_types import load_document_types
from review.dossier_work import DossierId, StoredDocument
from ui.parts import place
from ui.parts.opened import jobs, work
from ui.parts.person import who
from ui.parts.progress import busy
from ui.parts.replacing import replace_file
from ui.parts.words import count, plain, sentence

_ANY = "not recognised"
_KINDS = "PDF, Word, Excel, HTML, Markdown, text, CSV, or a ZIP of these."


def draw() -> None:
    """The page."""
    st.title("Documents")
    dossier = place.required()
    at_work = busy(dossier.id)
    if not at_work:
        _upload(dossier.id)
    kept = work().documents(dossier.id)
    if kept:
        _table(dossier.id, kept, editable=not at_work)
        _attention(kept)
        if not at_work:
            replace_file(dossier.id, kept)
    elif not at_work:
        st.info("No file yet. Add the files of your technical documentation above.")
    if not at_work and any(d.parsed is None and d.failure is None for d in kept):
        _read_again(dossier.id)
    if kept and not at_work:
        place.link("device", "Next: describe the device", ":material/arrow_forward:")


def _upload(dossier: DossierId) -> None:
    round_ = st.session_state.get("upload_round", 0)
    whole = st.toggle(
        "Whole folders",
        key=f"whole-{dossier}-{round_}",
        help="Drag in a folder, or choose one, with all inside it.",
    )
    files = st.file_uploader(
        "Add a folder" if whole else "Add files",
        accept_multiple_files="directory" if whole else True,
        key=f"upload-{dossier}-{round_}-{whole}",
        help="The content decides what a file is, not its name. Scanned pages are shown as unread.",
    )
    st.caption(_KINDS)
    if files:
        st.session_state["upload_round"] = round_ + 1
        _start(dossier, files)
        st.rerun()


def _start(dossier: DossierId, files: Sequence[UploadedFile]) -> None:
    at_work, name = work(), who()
    taken = [(file.name, file.getvalue()) for file in files]

    def read(progress: Progress) -> None:
        at_work.add_files(dossier, taken, progress, who=name)

    jobs().start(dossier, f"Reading {count(len(taken), 'file')}", read)


def _read_again(dossier: DossierId) -> None:
    at_work = work()
    st.warning("Some files were kept and not read, because the work was broken off.")
    if st.button("Read again", icon=":material/refresh:"):
        jobs().start(dossier, "Reading", lambda progress: at_work.read_waiting(dossier, progress))
        st.rerun()


def _table(dossier: DossierId, kept: Sequence[StoredDocument], *, editable: bool) -> None:
    names = {code: kind.name for code, kind in load_document_types().items()}
    key = f"files-{dossier}-{hash(tuple((d.order, d.type_code, d.parsed is None) for d in kept))}"
    st.data_editor(
        {
            "Document": [d.name for d in kept],
            "Type": [names.get(d.type_code or "", _ANY) for d in kept],
            "Revision": [d.revision for d in kept],
            "Pages": [str(len(d.parsed.pages) or "-") if d.parsed else "" for d in kept],
            "Not readable": [_unread(d) for d in kept],
            "Hidden text": [_hidden(d) for d in kept],
            "State": [_state(d) for d in kept],
            "Remove": [False for _ in kept],
        },
        key=key,
        hide_index=True,
        height="content" if len(kept) <= _ALL_SHOWN else 560,
        disabled=_FIXED if editable else True,
        column_config={
            "Document": st.column_config.TextColumn(width=280),
            "Type": st.column_config.SelectboxColumn(
                "Type (correct it here)", options=[_ANY, *sorted(names.values())], width=235
            ),
            "Revision": st.column_config.NumberColumn(width=65),
            "Pages": st.column_config.TextColumn(width=50),
            "Not readable": st.column_config.TextColumn(width=90),
            "Hidden text": st.column_config.TextColumn(width=80),
            "State": st.column_config.TextColumn(width=100),
            "Remove": st.column_config.CheckboxColumn(width=75),
        },
    )
    if editable:
        _apply(dossier, kept, st.session_state[key]["edited_rows"])


_ALL_SHOWN = 16
_FIXED = ("Document", "Revision", "Pages", "Not readable", "Hidden text", "State")


def _unread(document: StoredDocument) -> str:
    pages = document.parsed.unreadable_pages if document.parsed else ()
    return f"! p. {', '.join(map(str, pages))}" if pages else ""


def _hidden(document: StoredDocument) -> str:
    blocks = document.parsed.blocks if document.parsed else ()
    hidden = sum(block.kind is BlockKind.HIDDEN for block in blocks)
    return f"! {count(hidden, 'place')}" if hidden else ""


def _state(document: StoredDocument) -> str:
    if document.failure is not None:
        return f"✗ {document.failure.reason.value}"
    if document.parsed is None:
        return "○ waiting"
    return "! see the note" if document.parsed.warnings else "✓ read"


def _apply(
    dossier: DossierId, kept: Sequence[StoredDocument], edits: dict[int, dict[str, object]]
) -> None:
    codes = {kind.name: code for code, kind in load_document_types().items()}
    chosen = {row: edit["Type"] for row, edit in edits.items() if "Type" in edit}
    if chosen:
        for row, name in chosen.items():
            work().set_type(dossier, kept[row].id, codes.get(str(name)), who=who())
        st.rerun()
    marked = [kept[row].name for row, edit in edits.items() if edit.get("Remove")]
    if marked and st.button(
        f"Remove {count(len(marked), 'file')}", icon=":material/delete:", type="primary"
    ):
        for name in marked:
            work().remove_document(dossier, name, who=who())
        st.rerun()


def _attention(kept: Sequence[StoredDocument]) -> None:
    for document in kept:
        if document.failure is not None:
            said = f"{document.name}: {document.failure.reason.value}. "
            st.error(plain(said + sentence(document.failure.detail)), icon=":material/error:")
    noted = [(d.name, w) for d in kept if d.parsed for w in _notes(d)]
    if noted:
        with st.expander(f"Notes on what was read ({len(noted)})", expanded=True):
            for name, note in noted:
                st.text(f"{name}: {note}")


def _notes(document: StoredDocument) -> list[str]:
    if document.parsed is None:
        return []
    pages: dict[str, list[str]] = {}
    for page in document.parsed.pages:
        if not page.readable and page.note:
            pages.setdefault(page.note, []).append(str(page.number))
    reasons = [f"page {', '.join(numbers)}: {note}" for note, numbers in pages.items()]
    return [*document.parsed.warnings, *reasons]


draw()
