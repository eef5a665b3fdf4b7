"""Merge: findings to incidents."""
