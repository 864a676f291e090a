"""What is said and asked before everything is deleted, in the window and in a terminal."""

from __future__ import annotations

#: What has to be typed.
WORD = "delete"
WHAT_GOES = (
    "Notes, backups, drafts, your own routines, reminders and settings of this profile go for "
    "good. Files you saved elsewhere stay."
)


def is_word(typed: str) -> bool:
    """Whether somebody typed the word."""
    return typed.strip().lower() == WORD
