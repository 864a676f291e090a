"""How often History would mislead: people on whom pressing does nothing, and what it says of them.

Every figure but those named "old" comes from the very code that the program runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from statistics import fmean

import numpy as np
from old_way import beyond as old_beyond
from old_way import drawn_interval
from people import BEGIN, Diary, Habits, diary

from acutimer.core.change import Change, Verdict, change_of, free_medians, own_mean
from acutimer.core.history_content import HistoryContent
from acutimer.core.mean_interval import interval_for_every_look, interval_of_mean
from acutimer.core.summaries import history

Range = tuple[float, float]
SIX_WEEKS, HALF_A_YEAR = 42, 182
RARELY, OFTEN = 0.2, 0.8
SIZES = (12, 15, 20, 30)


def tables(people: int, seed: int) -> str:
    """All tables of History, for so many made-up people a row."""
    parts = (at_one_look, habits_that_mislead, small_samples, every_look, found)
    return "\n\n".join(part(people, seed) for part in parts)


def shown_of(notes: Diary, days: int) -> HistoryContent:
    """History of one diary, all days shown."""
    first = BEGIN.date()
    last = first + timedelta(days=days - 1)
    return history(*notes, first, last, last)


def beyond(interval: Range, by_itself: Range) -> int:
    """-1 when a range lies wholly below what is expected, 1 above, 0 when they meet."""
    return -1 if interval[1] < by_itself[0] else 1 if interval[0] > by_itself[1] else 0


class Count:
    """How many of some people, as a percentage of those of whom anything was said."""

    def __init__(self) -> None:
        self.lower = self.higher = self.all = 0

    def add(self, way: int | None) -> None:
        """-1 lower, 1 higher, 0 neither; None where nothing was said."""
        if way is not None:
            self.all += 1
            self.lower += way < 0
            self.higher += way > 0

    def __str__(self) -> str:
        if not self.all:
            return "     -      -"
        return f"{100 * self.lower / self.all:6.1f} {100 * self.higher / self.all:6.1f}"


def way_of(change: Change) -> int | None:
    """What the verdict says, as -1, 0, 1, or None."""
    if change.verdict is None:
        return None
    return {Verdict.LOWER: -1, Verdict.HIGHER: 1}.get(change.verdict, 0)


def judged(habits: Habits, people: int, seed: int) -> tuple[int, Count, Count, Count, Count]:
    """How many got a verdict, and how often each way of looking went wrong."""
    rng, drawing = Random(f"{seed} {habits}"), np.random.default_rng(seed)
    old, to_07, one_look, said = Count(), Count(), Count(), Count()
    for _ in range(people):
        content = shown_of(diary(rng, habits), habits.days)
        old.add(old_beyond(content, drawing))
        change = content.change
        if change.interval is None or change.by_itself is None:
            continue
        # the end for r = 0.3 is the far one; the range once ended at 0.7 instead of 1
        far = min(change.by_itself, key=lambda end: -abs(end))
        near = far * (1 - 0.7) / (1 - 0.3)
        to_07.add(beyond(change.interval, (min(far, near), max(far, near))))
        one_look.add(beyond(change.interval, change.by_itself))
        said.add(way_of(change))
    return said.all, old, to_07, one_look, said


def _row(habits: Habits, people: int, seed: int, name: str) -> str:
    count, *ways = judged(habits, people, seed)
    return f"{name:<34} {count:>6}  {'  '.join(map(str, ways))}"


_HEAD = f"""\
{"":<34} {"judged":>6}  {"old way":>13}  {"free, to 0.7":>13}  {"free numbers":>13}  {"verdict":>13}
{"":<34} {"":>6}  {" lower higher" * 1}  {" lower higher"}  {" lower higher"}  {" lower higher"}"""


def at_one_look(people: int, seed: int) -> str:
    """Table 1: the range wholly beyond "by itself", at the end of six weeks and half a year."""
    rows = [
        _row(
            Habits(days, follows, mornings),
            people,
            seed,
            f"{days:>3} days, mornings {100 * mornings:.0f} %, r = {follows}",
        )
        for days in (SIX_WEEKS, HALF_A_YEAR)
        for mornings in (RARELY, OFTEN)
        for follows in (0.3, 0.5, 0.7, 0.9)
    ]
    return "\n".join(
        (
            "1. Pressing does nothing. Percent of people whose plausible range lies wholly beyond",
            '"by itself" at one look. "to 0.7": what it would be without pain that stays as it is.',
            _HEAD,
            *rows,
        )
    )


def habits_that_mislead(people: int, seed: int) -> str:
    """Table 2: ways of noting that make an own mean too high."""
    days, follows = HALF_A_YEAR, 0.3
    rows = [
        _row(Habits(days, follows, RARELY), people, seed, "mornings only"),
        _row(Habits(days, follows, RARELY, before_pressing=True), people, seed,
             "and just before pressing"),
        _row(Habits(days, follows, RARELY, late=True), people, seed,
             "and three hours after pressing"),
        _row(Habits(days, follows, RARELY, when_it_hurts=True), people, seed,
             "mornings, when it hurts"),
    ]  # fmt: skip
    title = "2. As 1, 182 days, r = 0.3, mornings 20 %: numbers that are chosen like a session is."
    return "\n".join((title, _HEAD, *rows))


# --- small samples ------------------------------------------------------------------------------


def _rounded(rng: Random, spread: float) -> int:
    return min(10, max(-10, round(rng.gauss(0, spread))))


def _difference(rng: Random, spread: float) -> int:
    """Two rounded numbers on the scale, the second as likely higher as lower."""
    before = rng.gauss(5, 1.2)
    return min(10, max(0, round(before + rng.gauss(0, spread)))) - round(before)


def _of(values: dict[int, int]) -> Callable[[Random], int]:
    wide, weights = list(values), list(values.values())
    return lambda rng: rng.choices(wide, weights)[0]


CHANGES: dict[str, Callable[[Random], int]] = {
    "whole numbers, spread 1": lambda rng: _rounded(rng, 1),
    "whole numbers, spread 1.5": lambda rng: _rounded(rng, 1.5),
    "whole numbers, spread 2.5": lambda rng: _rounded(rng, 2.5),
    "two ratings, spread 1": lambda rng: _difference(rng, 1),
    "two ratings, spread 2": lambda rng: _difference(rng, 2),
    "half of them 0": _of({-2: 1, -1: 2, 0: 6, 1: 2, 2: 1}),
    "-4 to 4 alike": _of(dict.fromkeys(range(-4, 5), 1)),
    "never 0": _of({-3: 2, -2: 3, -1: 2, 1: 2, 2: 3, 3: 2}),
    "skewed: a little lower, seldom up": _of({-1: 6, 0: 4, 1: 1, 2: 1, 3: 1}),
    "rarely, but then by 6": _of({-6: 1, -1: 6, 0: 10, 1: 6, 6: 1}),
}


def excluding(
    draw: Callable[[Random], int], size: int, times: int, rng: Random
) -> tuple[float, float]:
    """Percent of samples whose plausible range leaves 0 out, for one look and for every look."""
    one = every = 0
    for _ in range(times):
        changes = [draw(rng) for _ in range(size)]
        low, high = interval_of_mean(changes)
        one += low > 0 or high < 0
        low, high = interval_for_every_look(changes)
        every += low > 0 or high < 0
    return 100 * one / times, 100 * every / times


def small_samples(people: int, seed: int) -> str:
    """Table 3: how often the plausible range leaves 0 out when the mean is 0."""
    rng, times = Random(seed), 10 * people
    rows = [
        f"{name:<34} " + "".join(f"{excluding(draw, size, times, rng)[0]:7.2f}" for size in SIZES)
        for name, draw in CHANGES.items()
    ]
    return "\n".join(
        (
            f"3. The mean change is 0. Percent of {times} samples whose plausible range leaves 0",
            "out; 5 is right. No range for few numbers holds for skewed and rare changes.",
            f"{'pairs':<34} {''.join(f'{size:7}' for size in SIZES)}",
            f"{'old way, spread 1.5':<34} {_old_row(people, seed)}",
            *rows,
        )
    )


def _old_row(people: int, seed: int) -> str:
    rng, drawing = Random(seed), np.random.default_rng(seed)
    said = ""
    for size in SIZES:
        missed = 0
        for _ in range(people):
            changes = [_rounded(rng, 1.5) for _ in range(size)]
            low, high = drawn_interval(changes, drawing)
            missed += low > 0 or high < 0
        said += f"{100 * missed / people:7.2f}"
    return said


# --- every look ---------------------------------------------------------------------------------


def looks(notes: Diary, days: int, spans: tuple[int, ...]) -> Iterator[Change]:
    """What the card says after each session, for each length of time shown."""
    content = shown_of(notes, days)
    free = free_medians(content.ratings, content.sessions)
    for nth, pair in enumerate(content.pairs, 1):
        today = pair.at.date()
        for span in spans:
            begin = max(content.first_day, today - timedelta(days=span - 1))
            seen = [one for one in content.pairs[:nth] if one.at.date() >= begin]
            own = own_mean(
                {day: value for day, value in free.items() if begin <= day <= today},
                {one.at.date() for one in seen},
                (today - begin).days + 1,
            )
            before_mean = fmean(one.before.value for one in seen)
            yield change_of([one.change for one in seen], before_mean, own)


def ever(habits: Habits, people: int, seed: int, spans: tuple[int, ...]) -> str:
    """Percent of people told of a difference at least once: by the plain range, and in words."""
    rng = Random(f"{seed} {habits}")
    said_any = plain = told = 0
    for _ in range(people):
        seen = [change for change in looks(diary(rng, habits), habits.days, spans)
                if change.verdict is not None]  # fmt: skip
        said_any += bool(seen)
        plain += any(change.verdict is not Verdict.TOO_CLOSE for change in seen)
        told += any(way_of(change) for change in seen)
    if not said_any:
        return f"{'-':>12} {'-':>12}"
    return f"{100 * plain / said_any:12.1f} {100 * told / said_any:12.1f}"


def every_look(people: int, seed: int) -> str:
    """Table 4: looking after every session."""
    rng = Random(seed)
    most = 100
    first_of_zero = {30: [0, 0], 60: [0, 0], most: [0, 0]}
    for _ in range(people):
        changes = [_rounded(rng, 1.7) for _ in range(most)]
        for way, made in enumerate((interval_of_mean, interval_for_every_look)):
            missed = (size for size in range(12, most + 1) if beyond(made(changes[:size]), (0, 0)))
            first = next(missed, most + 1)
            for size, counts in first_of_zero.items():
                counts[way] += first <= size
    zeros = [
        f"{f'mean 0, looks at 12 to {size} pairs':<34} "
        f"{100 * counts[0] / people:12.1f} {100 * counts[1] / people:12.1f}"
        for size, counts in first_of_zero.items()
    ]
    some = max(1, people // 2)
    rows = [
        f"{f'{name}, r = {follows}, mornings {100 * mornings:.0f} %':<34} "
        f"{ever(Habits(HALF_A_YEAR, follows, mornings), some, seed, spans)}"
        for name, spans in (("6 weeks", (SIX_WEEKS,)), ("any span", (14, SIX_WEEKS, HALF_A_YEAR)))
        for follows in (0.3, 0.5, 0.9)
        for mornings in (RARELY, OFTEN)
    ]
    return "\n".join(
        (
            "4. Pressing does nothing. Percent of people who look after every session of half a",
            "year and are told of a difference at least once; 6 weeks are shown, or any span.",
            f"{'':<34} {'plain range':>12} {'verdict':>12}",
            *zeros,
            *rows,
        )
    )


def found(people: int, seed: int) -> str:
    """Table 5: what the caution costs where pressing does take something off."""
    rows: list[str] = []
    for lowers in (1.0, 2.0):
        for days in (SIX_WEEKS, HALF_A_YEAR):
            rng = Random(f"{seed} {lowers} {days}")
            count, habits = Count(), Habits(days, 0.5, 0.5, lowers)
            for _ in range(max(1, people // 2)):
                count.add(way_of(shown_of(diary(rng, habits), days).change))
            rows.append(f"{f'{lowers:.0f} lower, {days} days, r = 0.5':<34} {count}")
    title = "5. Pressing lowers pain by so much. Percent of people told so at the end."
    return "\n".join((title, f"{'':<34}  lower higher", *rows))
