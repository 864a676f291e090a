"""What History says of headache and medicine in 28 days. Must never say what somebody has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.core.day_lanes import class_name
from acutimer.core.day_windows import (
    ENOUGH_DAYS,
    LIMIT_PLAIN_DAYS,
    LIMIT_STRONG_DAYS,
    WINDOW_DAYS,
)
from acutimer.ui.history.words import counted

if TYPE_CHECKING:
    from acutimer.core.day_windows import DayWindow
    from acutimer.ui.history.words import Words

NOT_ENOUGH = (
    f"Not enough noted yet: it takes notes on {ENOUGH_DAYS} of the {WINDOW_DAYS} days to say "
    "something of a month. Blank days are never counted as days without headache or medicine."
)
LIMITS = (
    "ICHD-3, the list of headaches that doctors go by, counts medicine as too much from "
    f"{LIMIT_STRONG_DAYS} days a month on with migraine medicine (triptan, ergot), strong "
    "painkiller (opioid), combined painkiller or several kinds on one day, and from "
    f"{LIMIT_PLAIN_DAYS} days on with plain painkiller or anti-inflammatory: for over 3 months, "
    "with headache on 15 days a month or more."
)
SOURCE = "Source: ICHD-3, 8.2. It calls these limits the opinion of experts."
REACHED = (
    "That is as many as the limit or more. Talk to a doctor or pharmacist about it, and stop "
    "nothing on your own that was prescribed."
)


def of_noted(days: int, window: DayWindow, strong: str = "{}") -> str:
    """ "9 of 24 noted days" """
    return f"{strong.format(days)} of {counted(window.noted, 'noted day')}"


def classes_sentence(window: DayWindow) -> str:
    """The days by class, and how many count towards each limit; empty without medicine."""
    if not window.medicine:
        return ""
    said = ", ".join(
        f"{class_name(one) if nth == 0 else class_name(one).lower()} {counted(days, 'day')}"
        for nth, (one, days) in enumerate(window.of_class)
    )
    towards = [
        f"{counted(days, 'day')} towards the limit of {limit}"
        for days, limit in ((window.strong, LIMIT_STRONG_DAYS), (window.plain, LIMIT_PLAIN_DAYS))
        if days
    ]
    return f"{said}. That counts {' and '.join(towards)}." if towards else f"{said}."


def window_line(window: DayWindow, words: Words) -> str:
    """An earlier window in one line."""
    span = f"{words.day(window.first)} – {words.day(window.last)}"
    if not window.noted:
        return f"{span}: nothing noted"
    return f"{span}: headache {window.headache}, medicine {window.medicine} of {window.noted} noted"
