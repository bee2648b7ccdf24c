"""The application, for `streamlit run app.py`; `citemark app` starts it with safe settings."""

from streamlit.starlette import App

from ui.server import MIDDLEWARE, SCRIPT, import_ahead

import_ahead()
app = App(SCRIPT, middleware=MIDDLEWARE)
