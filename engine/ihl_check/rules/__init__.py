"""Rule files, and the match stage: events to findings."""
