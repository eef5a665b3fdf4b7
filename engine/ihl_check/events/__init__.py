"""Extract: passages to events. Knows no rule."""
