"""Noting pain at any time, and where it hurts."""
