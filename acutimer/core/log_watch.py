"""Looks through a diary for what a person should not have to find alone, and says it in numbers.

A remark says what stands in the notes and who should see them. Must never say what somebody has,
nor call a blank day a good one; that it is said once is for log_watch_telling.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from acutimer.core.log_watch_change import mean, risen
from acutimer.core.log_watch_diary import WatchedDiary
from acutimer.core.log_watch_rules import (
    Comparing,
    Counting,
    Kind,
    Lasting,
    Repeating,
    Rule,
    Spreading,
    WatchRules,
)
from acutimer.core.pain_places import places_in_words

#: The least standard deviation from day to day that is believed, of pain and of headache or none.
_LEAST_SPREAD, _LEAST_SHARE_SPREAD = 0.5, 0.3
#: "No better" compares so many days at either end of the time noted, with so many notes in each.
_END_DAYS, _END_NOTES = 14, 4
#: Headache days are told as they would be in so many days.
_MONTH = 28.0

Number = float | int | str


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said once, with the numbers and the days it rests on.

    ``key`` is the rule's id, and after a colon what it is about, joined by "+": a later remark of
    the rule about nothing else is the same one again.
    """

    key: str
    rule: Rule
    words: str
    numbers: Mapping[str, Number] = field(hash=False)
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a rule found: its numbers by name, the days as ordinals, what it is about."""

    numbers: Mapping[str, Number]
    days: tuple[int, ...]
    about: tuple[str, ...] = ()


def watch(rules: WatchRules, diary: WatchedDiary, today: date) -> tuple[Remark, ...]:
    """What holds today, the gravest first; notes of days to come are not looked at."""
    remarks: list[Remark] = []
    for rule in rules.rules:
        found = _find(rule, diary, today.toordinal())
        if found is not None:
            remarks.append(_remark(rule, found))
    said = {remark.rule.id for remark in remarks}
    return tuple(remark for remark in remarks if said.isdisjoint(remark.rule.unless))


def _remark(rule: Rule, found: _Found) -> Remark:
    said = {
        name: f"{number:.1f}" if isinstance(number, float) else number
        for name, number in found.numbers.items()
    }
    return Remark(
        key=f"{rule.id}:{'+'.join(found.about)}" if found.about else rule.id,
        rule=rule,
        words=rule.text.format_map(said),
        numbers={
            name: round(number, 1) if isinstance(number, float) else number
            for name, number in found.numbers.items()
        },
        days=tuple(date.fromordinal(day) for day in found.days),
    )


def _find(rule: Rule, diary: WatchedDiary, today: int) -> _Found | None:
    match rule.terms:
        case Comparing() as terms:
            return _higher(rule.kind, terms, diary, today)
        case Spreading() as terms:
            return _spread(terms, diary, today)
        case Lasting() as terms:
            return _no_better(terms, diary, today)
        case Counting() as terms:
            return _medicine(terms, diary, today)
        case Repeating() as terms:
            return _again(terms, diary, today)


# --- one of each kind -------------------------------------------------------------------------


def _higher(kind: Kind, terms: Comparing, diary: WatchedDiary, today: int) -> _Found | None:
    """The last days beside earlier ones: pain, headaches at their worst, or how many."""
    begin = today - terms.recent_days + 1
    end = begin - terms.apart_days - 1
    spans = (end - terms.earlier_days + 1, end), (begin, today)
    numbers: dict[str, Number] = {
        "weeks": terms.recent_days // 7,
        "earlier_weeks": terms.earlier_days // 7,
    }
    spread = _LEAST_SPREAD
    match kind:
        case Kind.HEADACHE_MORE_OFTEN:
            earlier, recent = (
                [(day, _MONTH if had else 0.0) for day, had in diary.headaches.between(*span)]
                for span in spans
            )
            spread = _LEAST_SHARE_SPREAD * _MONTH
        case Kind.HEADACHE_STRONGER:
            earlier, recent = (
                [(day, float(worst)) for day, worst in diary.worst.between(*span)] for span in spans
            )
        case _:
            earlier, recent = (diary.pain.between(*span) for span in spans)
            numbers["apart_weeks"] = terms.apart_days // 7
    means = risen(earlier, recent, terms, spread)
    if means is None:
        return None
    numbers |= {"recent_days": len(recent), "earlier_days": len(earlier)}
    if kind is Kind.HEADACHE_MORE_OFTEN:
        numbers["headaches"] = sum(1 for _, value in recent if value)
        numbers["earlier_headaches"] = sum(1 for _, value in earlier if value)
    else:
        numbers |= {"earlier": means[0], "recent": means[1]}
    return _Found(numbers, tuple(day for day, _ in recent))


def _spread(terms: Spreading, diary: WatchedDiary, today: int) -> _Found | None:
    """Places marked again and again that were never marked in the weeks before."""
    begin = today - terms.within_days + 1
    recent = diary.places.between(begin, today)
    if len(recent) < terms.days:
        return None
    earlier = diary.places.between(begin - terms.earlier_days, begin - 1)
    if len(earlier) < terms.least_earlier:
        return None
    known = frozenset[str]().union(*(places for _, places in earlier))
    days: dict[str, list[int]] = {}
    for day, places in recent:
        for place in places - known:
            days.setdefault(place, []).append(day)
    new = tuple(sorted(place for place, on in days.items() if len(on) >= terms.days))
    if not new:
        return None
    on = tuple(sorted({day for place in new for day in days[place]}))
    numbers: dict[str, Number] = {
        "places": places_in_words(new),
        "days": len(on),
        "recent_days": len(recent),
        "weeks": terms.within_days // 7,
        "earlier_days": len(earlier),
        "earlier_weeks": terms.earlier_days // 7,
    }
    return _Found(numbers, on, new)


def _no_better(terms: Lasting, diary: WatchedDiary, today: int) -> _Found | None:
    """Pain noted regularly for some weeks that is no lower at the end than at the beginning."""
    noted = diary.pain.between(today - terms.look_back_days + 1, today)
    first = today
    for day, _ in reversed(noted):
        if first - day > terms.most_gap_days:
            break
        first = day
    weeks = (today - first + 1) // 7
    late = [day for day, _ in noted if day > today - 7 * terms.weeks]
    if weeks < terms.weeks or len(late) < terms.least_days:
        return None
    earlier = [(day, value) for day, value in noted if first <= day < first + _END_DAYS]
    recent = [(day, value) for day, value in noted if day > today - _END_DAYS]
    if min(len(earlier), len(recent)) < _END_NOTES:
        return None
    before, now = mean(earlier), mean(recent)
    if now < terms.least_pain or now < before:
        return None
    numbers: dict[str, Number] = {
        "weeks": weeks,
        "recent": now,
        "recent_days": len(recent),
        "earlier": before,
        "earlier_days": len(earlier),
        "limit_weeks": terms.weeks,
    }
    return _Found(numbers, tuple(day for day, _ in recent))


def _medicine(terms: Counting, diary: WatchedDiary, today: int) -> _Found | None:
    """Days with medicine in the last weeks and in this month, whichever are more."""
    spans = (
        (today - terms.within_days + 1, f"the last {terms.within_days} days"),
        (date.fromordinal(today).replace(day=1).toordinal(), "this month"),
    )
    most: _Found | None = None
    for first, span in spans:
        noted = diary.medicines.between(first, today)
        if len(noted) < terms.days:
            continue
        taken, medicine = _taken(terms, noted)
        if len(taken) >= max(terms.days, len(most.days) + 1 if most else 0):
            most = _Found(_counted(terms, taken, medicine, span, len(noted)), taken)
    return most


def _counted(
    terms: Counting, taken: tuple[int, ...], medicine: str, span: str, noted_days: int
) -> dict[str, Number]:
    return {
        "medicine": medicine,
        "days": len(taken),
        "span": span,
        "noted_days": noted_days,
        "limit": terms.days,
    }


def _taken(
    terms: Counting, noted: Sequence[tuple[int, frozenset[str]]]
) -> tuple[tuple[int, ...], str]:
    """The noted days that count, and what was taken on them in words."""
    every = tuple(day for day, classes in noted if classes)
    if "any" in terms.classes or len(every) < terms.days:
        return every, terms.names.get("any", "")
    used = frozenset[str]().union(*(classes for _, classes in noted))
    wanted = used & frozenset(terms.classes)
    days = tuple(day for day, classes in noted if classes & wanted)
    if terms.several:
        # what has the longer limit adds to days with the shorter one, and so do two at once
        together = every if wanted else tuple(day for day, classes in noted if len(classes) > 1)
        if len(together) > len(days):
            return together, terms.names["several"]
    return days, " and ".join(terms.names[one] for one in terms.classes if one in wanted)


def _again(terms: Repeating, diary: WatchedDiary, today: int) -> _Found | None:
    """The same effect on several days, or any of them where all count together."""
    begin = today - terms.within_days + 1
    days: dict[str, list[int]] = {}
    for day, effects in diary.effects.between(begin, today):
        for effect in effects:
            if effect in terms.effects:
                days.setdefault(effect, []).append(day)
    least = 1 if terms.together else terms.days
    same = tuple(one for one in terms.effects if len(days.get(one, ())) >= least)
    on = tuple(sorted({day for one in same for day in days[one]}))
    if len(on) < terms.days:
        return None
    numbers: dict[str, Number] = {
        "effects": ", ".join(terms.effects[one] for one in same),
        "days": len(on),
        "weeks": terms.within_days // 7,
        "session_days": len(diary.sessions.between(begin, today)),
    }
    return _Found(numbers, on, () if terms.together else same)
