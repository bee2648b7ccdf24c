"""prompts: see ARCHITECTURE.md."""
