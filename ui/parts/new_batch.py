"""What a new batch is made of: what is handed in, the device for all, whether a model reads too."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from domain.batch import BatchId
from domain.device import DeviceProfile
from domain.errors import CitemarkError
from regulations.profile import parse_profile
from review.batch.devices import devices_in, devices_of
from review.batch.hiring import reports_beside
from ui.parts.assisting import asked_times
from ui.parts.opened import batches, work
from ui.parts.viewer import viewer
from ui.parts.words import plain, sentence

_ROUND = "batch_round"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was handed in: archives, else the name of a folder; and a device for all."""

    files: Sequence[UploadedFile]
    folder: str
    device: UploadedFile | None


def new_batch(*, unfolded: bool) -> BatchId | None:
    """Draw the form; gives the batch that was begun with it."""
    with st.expander("New batch", icon=":material/add:", expanded=unfolded):
        round_ = st.session_state.get(_ROUND, 0)
        wanted = _handed_in(round_)
        ready = bool(wanted.files or wanted.folder)
        asked = asked_times(f"new-batch-{round_}", _devices_for_a_model(wanted))
        if not st.button("Begin", type="primary", icon=":material/play_arrow:", disabled=not ready):
            return None
        batch = _begun(wanted, asked)
    if batch is not None:
        st.session_state[_ROUND] = round_ + 1
    return batch


def _handed_in(round_: int) -> _Wanted:
    """Draw what can be handed in; folders of the machine are an administrator's."""
    files = st.file_uploader(
        "ZIP files, one a submission",
        accept_multiple_files=True,
        type=["zip"],
        key=f"batch-files-{round_}",
    )
    folder = ""
    if viewer().administrator:
        folder = st.text_input(
            "Or a folder on this machine, with a sub-folder or ZIP for each submission",
            key=f"batch-folder-{round_}",
            placeholder="/home/me/submissions",
        )
    device = st.file_uploader(
        "A device.yaml for submissions that bring none of their own",
        type=["yaml", "yml"],
        key=f"batch-device-{round_}",
    )
    return _Wanted(files, folder.strip(), device)


def _begun(wanted: _Wanted, asked: int) -> BatchId | None:
    try:
        profile = _profile(wanted.device)
        if wanted.files:
            taken = [(file.name, file.getvalue()) for file in wanted.files]
            batch = batches().from_files(taken, profile, viewer())
        else:
            batch = batches().from_folder(_path(wanted), profile, viewer())
        batches().start(batch, asked)
    except CitemarkError as error:
        st.error(plain(sentence(str(error))), icon=":material/error:")
        return None
    return batch


def _profile(device: UploadedFile | None) -> DeviceProfile | None:
    if device is None:
        return None
    return parse_profile(device.getvalue().decode("utf-8-sig", "replace"))


def _path(wanted: _Wanted) -> Path:
    return Path(wanted.folder).expanduser()


def _devices_for_a_model(wanted: _Wanted) -> list[DeviceProfile]:
    """The devices that there are, nothing where no model is set: nobody asks for them then."""
    if not work().bench.settings.model:
        return []
    handed_in = tuple(file.file_id for file in (*wanted.files, wanted.device) if file)
    try:
        return _devices(handed_in, wanted.folder, wanted)
    except CitemarkError:
        return []


@st.cache_resource(show_spinner="Looking for the devices", max_entries=4, ttl=60)
def _devices(handed_in: tuple[str, ...], folder: str, _wanted: _Wanted) -> list[DeviceProfile]:
    del handed_in, folder
    profile = _profile(_wanted.device)
    if _wanted.files:
        return devices_of([(file.name, file.getvalue()) for file in _wanted.files], profile)
    return devices_in(_path(_wanted), reports_beside(_path(_wanted)), profile)
