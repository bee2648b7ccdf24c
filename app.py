"""The application, for `streamlit run app.py`; `citemark app` starts it with safe settings."""

from ui.application import main

main()
