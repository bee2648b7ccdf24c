"""regulations: see ARCHITECTURE.md."""
