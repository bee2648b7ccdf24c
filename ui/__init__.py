"""ui: see ARCHITECTURE.md."""
