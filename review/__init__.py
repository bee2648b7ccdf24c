"""review: see ARCHITECTURE.md."""
