"""A row that is not taken in, with its line, its column and the reason."""

from __future__ import annotations

from typing import NamedTuple


class RowRefused(ValueError):
    """A row that cannot be noted: its column, empty where it is all of it, and why."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.reason = reason


class Refused(NamedTuple):
    """A row that is not taken in; lines and entries of a file are counted from 1."""

    line: int
    column: str
    reason: str

    @property
    def sentence(self) -> str:
        """Why, with the column it is about."""
        return f"{self.column}: {self.reason}" if self.column else self.reason
