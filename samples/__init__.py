"""samples: see ARCHITECTURE.md."""
