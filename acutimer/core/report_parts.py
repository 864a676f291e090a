"""What can be asked of a report: its weeks, its parts, and who it is of.

Must never import much: every headless verb reads this to tell its options.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

#: How many weeks a report may have, and has unless another number is chosen.
LEAST_WEEKS, MOST_WEEKS, USUAL_WEEKS = 1, 26, 8
MOST_WHO = 80
#: Control signs, ends of lines, halves of letters, and what turns round or hides its neighbours.
_NO_LETTERS = ("Cc", "Cf", "Cs", "Zl", "Zp")
#: Joins letters and emoji as they are meant to look.
_JOINERS = "\u200c\u200d"
#: The parts that can be chosen, by their id, in the order of the page.
PARTS = {
    "days": "Day by day",
    "weeks": "Week by week",
    "places": "Where it hurt",
    "windows": "In 28 days",
    "sessions": "Sessions, and anything unwelcome",
    "notes": "Notes in your own words",
}
#: Own words leave only when somebody says so.
USUAL_PARTS = frozenset(PARTS) - {"notes"}


class ReportError(ValueError):
    """A report that cannot be made so, with the reason in one sentence."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall stand in a report; ``who`` is as typed, empty for nobody."""

    weeks: int = USUAL_WEEKS
    parts: frozenset[str] = USUAL_PARTS
    who: str = ""

    def __post_init__(self) -> None:
        if not LEAST_WEEKS <= self.weeks <= MOST_WEEKS:
            raise ReportError(
                f"A report is of {LEAST_WEEKS} to {MOST_WEEKS} weeks, not {self.weeks}."
            )
        if unknown := sorted(self.parts - PARTS.keys()):
            raise ReportError(f"There is no part {unknown[0]!r}; there are {', '.join(PARTS)}.")
        if len(self.who) > MOST_WHO:
            raise ReportError(
                f"Who it is of has at most {MOST_WHO} characters, not {len(self.who)}."
            )
        if not all(map(_is_letter, self.who)):
            raise ReportError("Who it is of stands on one line, in letters that can be printed.")

    def span(self, today: date) -> tuple[date, date]:
        """The first and last day, in whole weeks up to today."""
        return today - timedelta(days=7 * self.weeks - 1), today


def _is_letter(sign: str) -> bool:
    if sign.isprintable() or sign in _JOINERS:
        return True
    from unicodedata import category  # seldom needed

    return category(sign) not in _NO_LETTERS
