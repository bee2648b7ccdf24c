"""ingest.law: see ARCHITECTURE.md."""
