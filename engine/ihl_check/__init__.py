"""Reads reports of armed conflict and flags passages that report an act the law of armed conflict prohibits."""

__version__ = "0.1.0"
