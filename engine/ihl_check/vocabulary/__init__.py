"""Concepts and the words that name them."""
