"""Lengths of time in figures, the same wherever they are read."""

from __future__ import annotations


def clock_text(seconds: float) -> str:
    """Minutes and seconds: 625 is 10:25; below ten seconds still 0:05."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
