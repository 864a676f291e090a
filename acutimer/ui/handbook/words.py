"""How the handbook names a source in a sentence, and a day. Must never leave a source out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QDate, QLocale

#: These two are named by what they are; their full names stand among the sources.
_SHORT = {"ART": "the article", "WHO": "WHO", "OURS": "ours"}


def cited(ids: Iterable[str], names: Mapping[str, str]) -> str:
    """ "Source: the article; Shariff 2023 …"."""
    told = [_SHORT.get(one) or names.get(one, one) for one in ids]
    return f"{'Source' if len(told) == 1 else 'Sources'}: {'; '.join(told)}"


def day(on: date) -> str:
    """A day as this person writes it, in full."""
    return QLocale().toString(QDate(on.year, on.month, on.day), QLocale.FormatType.LongFormat)
