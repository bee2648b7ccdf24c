"""ingest.documents: see ARCHITECTURE.md."""
