"""What sessions changed, and what would be expected of pain by itself.

Who chooses when to press starts when pain is high, and high pain falls by itself. How far, only
numbers noted away from sessions can tell: those noted before one are high by choice. Must never
compare a change with 0, and never say why pain changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from statistics import fmean, median

from acutimer.core.journal import Moment, Rating, SessionNote
from acutimer.core.mean_interval import interval_for_every_look, interval_of_mean

#: Gates: how much must be noted before a number may be shown (visual.md 6.6, facts.md 5).
PAIRS_FOR_MEAN = 5
PAIRS_FOR_INTERVAL = 12
#: So many days with a number away from sessions make an own mean (facts.md 5.2: a week or more);
#: of them, days without a session as many as there are in a week, but no more than so many.
DAYS_FOR_OWN_MEAN = 7
MOST_REST_DAYS = 3
#: A number so close to a session, in seconds, belongs to the moment that was chosen for pressing.
AROUND_SESSION_S = 2 * 3600
#: How closely a second number may follow a first one when nothing is done (facts.md 5.1): loosely,
#: or wholly. Minutes apart it is often close: a range that ended at 0.7 was left, upwards, by 27 to
#: 82 of 100 made-up people whose numbers follow by 0.9 and on whom pressing does nothing.
FOLLOWS_LEAST, FOLLOWS_MOST = 0.3, 1.0


class Verdict(Enum):
    """How the plausible range lies to what is expected by itself; never why."""

    LOWER = "wholly below, however often one looks"
    HIGHER = "wholly above, however often one looks"
    TOO_CLOSE = "the two meet"
    BY_LOOKING = "apart, but looking after every session can bring that by chance"


@dataclass(frozen=True, slots=True)
class OwnMean:
    """One's usual pain, away from sessions; ``mean`` is None while days are wanted for it.

    ``days`` is how many it stands on; ``wanted`` more are needed, without a session if
    ``of_rest``.
    """

    mean: float | None
    days: int
    wanted: int
    of_rest: bool


@dataclass(frozen=True, slots=True)
class Change:
    """After minus before, in points of the scale; None is what a gate holds back.

    ``usual`` is the middle one of the changes, ``interval`` is the plausible range of the mean;
    ``by_itself`` is the range of changes to be expected with no effect at all, which stands on
    ``own``; both have their lower end first.
    """

    usual: float | None
    mean: float | None
    interval: tuple[float, float] | None
    by_itself: tuple[float, float] | None
    verdict: Verdict | None
    own: OwnMean


def change_of(changes: Sequence[int], before_mean: float, own: OwnMean) -> Change:
    """What may be said of the changes of some pairs that began at ``before_mean``."""
    if len(changes) < PAIRS_FOR_MEAN:
        return Change(None, None, None, None, None, own)
    by_itself = None if own.mean is None else expected_by_itself(own.mean, before_mean)
    interval = verdict = None
    if len(changes) >= PAIRS_FOR_INTERVAL:
        interval = interval_of_mean(changes)
        if by_itself is not None:
            verdict = _verdict(interval, interval_for_every_look(changes), by_itself)
    return Change(median(changes), fmean(changes), interval, by_itself, verdict, own)


def expected_by_itself(own_mean: float, before_mean: float) -> tuple[float, float]:
    """(1 - r)(own mean - mean before), for r from the loosest to the closest following."""
    distance = own_mean - before_mean
    ends = ((1 - FOLLOWS_LEAST) * distance, (1 - FOLLOWS_MOST) * distance)
    return min(ends), max(ends)


def _verdict(
    interval: tuple[float, float], every_look: tuple[float, float], by_itself: tuple[float, float]
) -> Verdict:
    low, high = by_itself
    if every_look[1] < low:
        return Verdict.LOWER
    if every_look[0] > high:
        return Verdict.HIGHER
    return Verdict.BY_LOOKING if interval[1] < low or interval[0] > high else Verdict.TOO_CLOSE


def own_mean(free: Mapping[date, float], pressed: Collection[date], days: int) -> OwnMean:
    """The mean of the middle values of ``free`` days, as if each of ``days`` had been noted alike.

    Days with a session (``pressed``) hurt more. Who notes more often on them than on others would
    have too high a mean, so either kind weighs as much as there are days of it.
    """
    at_rest = [value for day, value in free.items() if day not in pressed]
    others = [value for day, value in free.items() if day in pressed]
    rest_share = 1 - len(pressed) / days if days else 1.0
    rest_needed = min(MOST_REST_DAYS, round(rest_share * DAYS_FOR_OWN_MEAN))
    rest_wanted = rest_needed - len(at_rest)
    wanted = max(rest_wanted, DAYS_FOR_OWN_MEAN - len(free))
    if wanted > 0:
        return OwnMean(None, len(free), wanted, of_rest=rest_wanted == wanted)
    if not (at_rest and others):
        return OwnMean(fmean(free.values()), len(free), 0, of_rest=False)
    mean = rest_share * fmean(at_rest) + (1 - rest_share) * fmean(others)
    return OwnMean(mean, len(free), 0, of_rest=False)


def free_medians(
    ratings: Iterable[Rating], sessions: Iterable[SessionNote]
) -> Mapping[date, float]:
    """The middle value of each day's ratings away from sessions; other days are left out.

    A day counts once, however often something was noted on it. A rating counts when it belongs to
    no session and none was within AROUND_SESSION_S of it, before or after.
    """
    rows = list(ratings)
    begins, ends = _spans_of_sessions(rows, sessions)
    values: dict[date, list[int]] = {}
    for rating in rows:
        if rating.moment is Moment.NOW and rating.session is None:
            at = rating.at.timestamp()
            nth = bisect_right(begins, at + AROUND_SESSION_S) - 1
            if nth < 0 or ends[nth] < at - AROUND_SESSION_S:
                values.setdefault(rating.at.date(), []).append(rating.value)
    return {day: median(found) for day, found in values.items()}


def _spans_of_sessions(
    ratings: Iterable[Rating], sessions: Iterable[SessionNote]
) -> tuple[list[float], list[float]]:
    """Begin and end of each session, in seconds since 1970, as far as notes tell; both rising."""
    spans: dict[str, tuple[float, float]] = {}

    def widen(session: str, first: float, last: float) -> None:
        known = spans.get(session, (first, last))
        spans[session] = min(known[0], first), max(known[1], last)

    for note in sessions:
        ended = note.at.timestamp()
        widen(note.id, ended - note.pressed_s, ended)
    for rating in ratings:
        if rating.moment is not Moment.NOW or rating.session is not None:
            at = rating.at.timestamp()
            widen(rating.session or rating.id, at, at)
    begins: list[float] = []
    ends: list[float] = []
    for first, last in sorted(spans.values()):
        begins.append(first)
        ends.append(max(last, ends[-1]) if ends else last)
    return begins, ends
