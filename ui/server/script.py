"""Draws the application; a folder of its own, so that Streamlit looks for no pages beside it."""

from ui.application import main

main()
