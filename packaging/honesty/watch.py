"""How often the log watch speaks where nothing has changed, and whether it speaks where it should.

Made-up diaries go through the very rules and functions that the app uses, looked at every day, each
thing said once. ``tables`` prints the rates; the tests hold a small form of it.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from acutimer.core.journal import Moment, Rating, SessionNote, Unwelcome
from acutimer.core.log_watch import watch
from acutimer.core.log_watch_diary import HeadacheDay, MedicineDay, watched_diary
from acutimer.core.log_watch_rules import WatchRules, read_watch_rules
from acutimer.core.log_watch_telling import untold
from acutimer.core.pain_places import PLACES

FIRST = date(2026, 1, 5)
#: Half a year, and of four weeks so many days with a note.
HALF_YEAR, NOTED, OF = 182, 20, 28
#: A rise begins after so many steady days, goes on for so many, and is to be told so soon after.
STEADY, RISING, WITHIN = 84, 28, 14
#: What is true of a steady diary with pain: it is counted apart.
NO_BETTER = "no-better"

_PLACES = tuple(PLACES)
_Spread = tuple[float, float]


@dataclass(frozen=True)
class Person:
    """A made-up person: level and spread of pain in points, how alike neighbouring days are."""

    level: float
    spread: float
    alike: float


@dataclass(frozen=True)
class Kept:
    """A made-up diary: what is handed to the rules, by day."""

    ratings: list[Rating]
    sessions: list[SessionNote]
    unwelcome: list[Unwelcome]
    headaches: list[HeadacheDay]
    medicines: list[MedicineDay]


def rules() -> WatchRules:
    """The rules we ship."""
    text = (ROOT / "resources/log-watch.toml").read_text(encoding="utf-8")
    return read_watch_rules(tomllib.loads(text))


def person(rng: random.Random, spread: _Spread = (0.5, 1.5), alike: _Spread = (0.0, 0.7)) -> Person:
    """Somebody drawn at random."""
    return Person(rng.uniform(2, 6), rng.uniform(*spread), rng.uniform(*alike))


def diary(
    rng: random.Random,
    who: Person,
    days: int,
    shift: Callable[[int], float] = lambda _: 0.0,
    new_place_from: int | None = None,
) -> Kept:
    """What somebody notes on 20 of 28 days; ``shift`` moves the level, in points, on each day.

    With ``new_place_from`` a place that was never marked is marked on five noted days of the two
    weeks from that day.
    """
    noted = _noted_days(rng, days)
    places = list(_PLACES)
    rng.shuffle(places)
    usual, now_and_then, seldom = places[:2], places[2:4], places[4:6]
    headache, medicine = rng.uniform(0.05, 0.4), rng.uniform(0.0, 0.12)
    new_on: set[int] = set()
    if new_place_from is not None:
        soon = [day for day in noted if new_place_from <= day < new_place_from + WITHIN]
        new_on = set(rng.sample(soon, min(5, len(soon))))
    kept = Kept([], [], [], [], [])
    sessions_from = rng.randrange(days)  # the habit of rating before sessions begins some day
    away = rng.gauss(0, 1)
    for day in range(days):
        away = who.alike * away + rng.gauss(0, (1 - who.alike**2) ** 0.5)
        level = who.level + who.spread * away + shift(day)
        if day not in noted:
            continue
        marked = [one for one in usual if rng.random() < 0.8]
        marked += [one for one in now_and_then if rng.random() < 0.2]
        marked += [one for one in seldom if rng.random() < 0.02]
        if day in new_on:
            marked.append(places[6])
        kept.ratings.append(_rating(_whole(level), Moment.NOW, day, 9, tuple(marked)))
        if day >= sessions_from and rng.random() < 0.5:
            _add_session(rng, kept, day, level)
        kept.headaches.append(
            HeadacheDay(_date(day), _whole(max(1, level)) if rng.random() < headache else 0)
        )
        taken = frozenset({"plain"}) if rng.random() < medicine else frozenset[str]()
        kept.medicines.append(MedicineDay(_date(day), taken))
    return kept


def _noted_days(rng: random.Random, days: int) -> set[int]:
    noted: set[int] = set()
    for begin in range(0, days, OF):
        noted |= {begin + day for day in rng.sample(range(OF), NOTED)}
    return {day for day in noted if day < days}


def _add_session(rng: random.Random, kept: Kept, day: int, level: float) -> None:
    """A session: begun when pain is higher than usual, with what may be felt after it."""
    name = f"s{day}"
    kept.sessions.append(SessionNote(name, "r", "R", _at(day, 18), 300, 300, (), "finished"))
    felt = "sore_spot" if rng.random() < 0.04 else "bruise" if rng.random() < 0.01 else "nothing"
    kept.ratings.append(_rating(_whole(level + 2.5), Moment.BEFORE, day, 18))
    after = Rating(
        f"{name}a", _whole(level + 1), Moment.AFTER, _at(day, 19), session=name, unwelcome=(felt,)
    )
    kept.ratings.append(after)


def _rating(
    value: int, moment: Moment, day: int, hour: int, places: tuple[str, ...] = ()
) -> Rating:
    return Rating(f"{day}.{hour}", value, moment, _at(day, hour), places=places)


def _whole(level: float) -> int:
    return min(10, max(0, round(level)))


def _date(day: int) -> date:
    return FIRST + timedelta(days=day)


def _at(day: int, hour: int) -> datetime:
    return datetime.combine(_date(day), time(hour), UTC)


def told(
    table: WatchRules, kept: Kept, days: Sequence[int], *, with_headaches: bool = False
) -> dict[str, int]:
    """The rules that spoke, with the day on which each did first; looked at on each of ``days``."""
    whole = watched_diary(
        kept.ratings,
        kept.sessions,
        kept.unwelcome,
        kept.headaches if with_headaches else (),
        kept.medicines if with_headaches else (),
    )
    said: dict[str, date] = {}
    spoke: dict[str, int] = {}
    for day in days:
        today = _date(day)
        for remark in untold(table, watch(table, whole, today), said, today)[:1]:
            said[remark.key] = today
            spoke.setdefault(remark.rule.id, day)
    return spoke


def steady(
    people: int,
    seed: int,
    spread: _Spread = (0.5, 1.5),
    alike: _Spread = (0.0, 0.7),
    *,
    with_headaches: bool = False,
) -> dict[str, float]:
    """The part of steady diaries in which each rule spoke in half a year; "any" is without
    no-better.
    """
    table, counts = rules(), dict.fromkeys([one.id for one in rules().rules], 0)
    counts["any"] = 0
    for nth in range(people):
        rng = random.Random(f"steady {seed} {nth}")
        kept = diary(rng, person(rng, spread, alike), HALF_YEAR)
        spoke = told(table, kept, range(HALF_YEAR), with_headaches=with_headaches)
        for rule in spoke:
            counts[rule] += 1
        counts["any"] += bool(spoke.keys() - {NO_BETTER})
    return {rule: count / people for rule, count in counts.items()}


def rises_found(
    people: int,
    seed: int,
    spread: _Spread = (0.5, 1.5),
    alike: _Spread = (0.0, 0.7),
    steady_days: int = STEADY,
    rising_days: int = RISING,
    within: int = WITHIN,
) -> float:
    """Of diaries that go up by 2 points over four weeks, the part told at most 14 days after."""
    table, found = rules(), 0
    ends = steady_days + rising_days
    for nth in range(people):
        rng = random.Random(f"rise {seed} {nth}")

        def shift(day: int) -> float:
            return 2 * min(1.0, max(0.0, (day - steady_days + 1) / rising_days))

        kept = diary(rng, person(rng, spread, alike), ends + within, shift)
        found += "pain-worse" in told(table, kept, range(steady_days, ends + within))
    return found / people


def places_found(people: int, seed: int) -> float:
    """Of diaries with a new place on five days, the part told at most 14 days after the first."""
    table, found = rules(), 0
    for nth in range(people):
        rng = random.Random(f"place {seed} {nth}")
        kept = diary(rng, person(rng), STEADY + WITHIN, new_place_from=STEADY)
        found += "pain-spreads" in told(table, kept, range(STEADY, STEADY + WITHIN))
    return found / people


def falls_called_no_better(people: int, seed: int) -> float:
    """Of diaries that go down by 2 points over the first four weeks and stay, those called so."""
    table, wrong = rules(), 0
    for nth in range(people):
        rng = random.Random(f"fall {seed} {nth}")
        who = person(rng)
        kept = diary(rng, who, 84, lambda day: max(0.0, 2 - 2 * day / 28))
        wrong += NO_BETTER in told(table, kept, range(84))
    return wrong / people


def tables(people: int, seed: int) -> str:
    """The rates in words and numbers; ``people`` diaries for each of the first rows."""
    fewer = max(1, people // 4)
    all_of_it = steady(people, seed)
    lines = [
        f"The log watch, {people} diaries a row, noted on {NOTED} of {OF} days, looked at each day",
        "",
        "Steady for half a year: told anything but no-better (at most 5 %)",
        _row("days alike 0 to 0.7, spread 0.5 to 1.5 points", all_of_it["any"]),
        *(
            _row(f"  {name}", part)
            for name, part in all_of_it.items()
            if part and name not in ("any", NO_BETTER)
        ),
    ]
    hard: tuple[tuple[str, _Spread, _Spread], ...] = (
        ("days alike 0", (0.5, 1.5), (0.0, 0.0)),
        ("days alike 0.35", (0.5, 1.5), (0.35, 0.35)),
        ("days alike 0.7", (0.5, 1.5), (0.7, 0.7)),
        ("spread 1 point", (1.0, 1.0), (0.0, 0.7)),
        ("spread 1.5 points", (1.5, 1.5), (0.0, 0.7)),
        ("spread 2 points", (2.0, 2.0), (0.0, 0.7)),
    )
    lines += [
        _row(f"{name} ({fewer} diaries)", steady(fewer, seed, spread, alike)["any"])
        for name, spread, alike in hard
    ]
    with_more = steady(fewer, seed, with_headaches=True)["any"]
    lines += [
        _row(f"with headache and medicine days as well ({fewer} diaries)", with_more),
        "",
        "Told no-better: true of steady pain, so counted apart",
        _row("steady for half a year", all_of_it[NO_BETTER]),
        _row(
            f"down by 2 points in 4 weeks, then steady ({fewer} diaries)",
            falls_called_no_better(fewer, seed),
        ),
        "",
        "Up by 2 points over 4 weeks: told at most 14 days after (at least 80 %)",
        _row("after 12 steady weeks", rises_found(people, seed)),
        _row(f"after 8 steady weeks ({fewer} diaries)", rises_found(fewer, seed, steady_days=56)),
        _row(
            f"at one stroke, told at most 28 days after ({fewer} diaries)",
            rises_found(fewer, seed, rising_days=1, within=28),
        ),
    ]
    lines += [
        _row(f"{name} ({fewer} diaries)", rises_found(fewer, seed, spread, alike))
        for name, spread, alike in hard
    ]
    lines += [
        "",
        "A new place on 5 days: told at most 14 days after the first (at least 80 %)",
        _row("after 12 steady weeks", places_found(people, seed)),
    ]
    return "\n".join(lines)


def _row(name: str, part: float) -> str:
    return f"  {name:<62} {100 * part:5.1f} %"
