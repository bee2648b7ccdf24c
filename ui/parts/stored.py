"""What is kept where: the parts of the data folder with their sizes."""

from pathlib import Path

import streamlit as st

from review.keeping import stored

_MEBIBYTE = 2**20


def stored_shown(folder: Path) -> None:
    """Draw the parts of the data folder."""
    parts = stored(folder)
    st.dataframe(
        {
            "What": [part.what for part in parts],
            "Where": [part.path.name for part in parts],
            "Size in MiB": [round(part.size / _MEBIBYTE, 1) for part in parts],
        },
        hide_index=True,
        alt="What is kept in the data folder",
        column_config={"What": st.column_config.TextColumn(width=520)},
    )
