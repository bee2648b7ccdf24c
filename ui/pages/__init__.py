"""The pages, one file each; `ui.application` puts them together."""
