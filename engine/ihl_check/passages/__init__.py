"""Find: documents to the passages that can hold an event."""
