"""Our own notes as a file gives them back: each as the entry it was, under its own id.

Must never give a note of another kind than lists show: answers to safety questions never come in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import cast

from acutimer.core.headaches import (
    Headache,
    HeadacheState,
    NotedHeadacheDay,
    headache_body,
    headache_day_body,
)
from acutimer.core.imported import FIRST_MARK, MARK, imported_body, read_mark
from acutimer.core.importing.asking import Asking
from acutimer.core.importing.reading import Found, Noting
from acutimer.core.importing.refusing import RowRefused
from acutimer.core.importing.sources import OWN
from acutimer.core.journal import (
    MOST_NOTE,
    Entry,
    EntryKind,
    Moment,
    Rating,
    SessionNote,
    rating_body,
    read_parts,
    read_session,
    session_ended_body,
)
from acutimer.core.medicine import Medicine, medicine_body
from acutimer.core.pain_places import PlaceError, checked_places
from acutimer.core.plan import PlanError, read_plan
from acutimer.core.said import checked_tags

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{7,63}")
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}")
_MOMENTS = {moment.value: moment for moment in Moment}
_MOST_WORD = 200


def own_note(row: Mapping[str, object], asking: Asking) -> Found:
    """What a row of an export says, by the keys of storage.exchange.listing; raises RowRefused."""
    kind, at = _text(row, "kind"), asking.moment(_text(row, "at"), "at")
    zone = _text(row, "zone")
    noted, body = _noted(kind, row, at)
    identifier = _text(row, "id")
    if identifier and not _ID.fullmatch(identifier):
        raise RowRefused("id", "it is no id of a note.")
    content = json.dumps(body, ensure_ascii=False, sort_keys=True)
    key = (identifier,) if identifier else (kind, at.isoformat(), content)
    if (first := read_mark(row.get(MARK))) is not None:
        body = {**body, FIRST_MARK: first}
    note = Noting(noted, at, body, zone if _ZONE.fullmatch(zone) else _zone_of(at), identifier)
    return Found(key, f"{kind} {at.isoformat()} {content}", (note,))


def _noted(
    kind: str, row: Mapping[str, object], at: datetime
) -> tuple[EntryKind, dict[str, object]]:
    """The entry that a kind of row becomes; raises RowRefused."""
    if kind in _MOMENTS:
        return EntryKind.RATING, rating_body(_rating(row, _MOMENTS[kind], at))
    match kind:
        case "session":
            return EntryKind.SESSION_ENDED, _session_body(row, at)
        case EntryKind.UNWELCOME:
            return EntryKind.UNWELCOME, _unwelcome_body(row)
        case EntryKind.PLAN:
            return EntryKind.PLAN, _plan_body(row, at)
        case EntryKind.HEADACHE:
            return EntryKind.HEADACHE, headache_body(_headache(row, at))
        case EntryKind.HEADACHE_DAY:
            return EntryKind.HEADACHE_DAY, headache_day_body(_headache_day(row, at))
        case EntryKind.MEDICINE:
            return EntryKind.MEDICINE, medicine_body(_medicine(row, at))
        case EntryKind.IMPORT:
            return EntryKind.IMPORT, _import_body(row)
        case _:
            raise RowRefused("kind", f"{kind[:40]!r} is no kind of note that can be taken in.")


def _rating(row: Mapping[str, object], moment: Moment, at: datetime) -> Rating:
    unwelcome = row.get("unwelcome")
    return Rating(
        id="",
        value=_whole(row, "value"),
        moment=moment,
        at=at,
        site=_text(row, "site") or None,
        side=_text(row, "side") or None,
        note=_note(row),
        session=_text(row, "session") or None,
        unwelcome=None if unwelcome is None else _words(row, "unwelcome"),
        places=_words(row, "places"),
        tags=checked_tags(_words(row, "tags")),
        of_day=_day(row) if moment.is_evening else None,
    )


def _session_body(row: Mapping[str, object], at: datetime) -> dict[str, object]:
    routine = _text(row, "routine")
    try:
        note = SessionNote(
            id=_text(row, "session"),
            routine=routine,
            routine_name=_text(row, "routine_name") or routine,
            at=at,
            planned_s=_number(row, "planned_s"),
            pressed_s=_number(row, "pressed_s"),
            parts=read_parts(row.get("parts")),
            ended=_text(row, "ended"),
            pauses=int(_number(row, "pauses")),
            skipped=int(_number(row, "skipped")),
            content_hash=_text(row, "content_hash") or None,
            note=_note(row),
            places=checked_places(_words(row, "places")),
        )
    except PlaceError as fault:
        raise RowRefused("places", str(fault)) from fault
    except (KeyError, ValueError, OverflowError) as fault:
        if isinstance(fault, RowRefused):
            raise
        raise RowRefused("", "the times of this session cannot be read.") from fault
    body = session_ended_body(note)
    if (
        not (note.id and routine and note.ended)
        or read_session(_entry("session_ended", at, body)) is None
    ):
        raise RowRefused("", "this session says too little to be noted.")
    return body


def _unwelcome_body(row: Mapping[str, object]) -> dict[str, object]:
    words = None if row.get("unwelcome") is None else list(_words(row, "unwelcome"))
    body: dict[str, object] = {"unwelcome": words}
    said = (("note", _note(row)), ("session", _text(row, "session")))
    return {**body, **{key: text for key, text in said if text}}


def _plan_body(row: Mapping[str, object], at: datetime) -> dict[str, object]:
    routine = _text(row, "routine")
    body: dict[str, object] = {
        "routine": routine,
        "routine_name": _text(row, "routine_name") or routine,
        "times_a_week": _whole(row, "times_a_week"),
        "weeks": _whole(row, "weeks"),
        "state": _text(row, "state"),
    }
    if paused_on := _text(row, "paused_on"):
        body["paused_on"] = paused_on
    if row.get("paused_days") not in (None, "", "0", 0):
        body["paused_days"] = _whole(row, "paused_days")
    try:
        plan = read_plan(_entry(EntryKind.PLAN, at, body))
    except PlanError as fault:
        raise RowRefused("", str(fault)) from fault
    if plan is None or not routine:
        raise RowRefused("", "this plan cannot be read.")
    return body


def _headache(row: Mapping[str, object], at: datetime) -> Headache:
    try:
        state = HeadacheState(_text(row, "state"))
    except ValueError:
        raise RowRefused("state", "a headache is open, ended or end_unknown.") from None
    ended_at, still_at = _moment(row, "ended_at"), _moment(row, "still_at")
    if (state is HeadacheState.ENDED) != (ended_at is not None):
        raise RowRefused("ended_at", "a headache that is over has an end, and no other has.")
    if ended_at is not None and ended_at < at:
        raise RowRefused("ended_at", "a headache cannot end before it begins.")
    return Headache(
        at,
        state,
        ended_at,
        still_at,
        _worst(row),
        _words(row, "places"),
        _note(row),
        checked_tags(_words(row, "tags")),
    )


def _headache_day(row: Mapping[str, object], at: datetime) -> NotedHeadacheDay:
    had = row.get("had")
    known = {"True": True, "true": True, "False": False, "false": False}
    had = known.get(had) if isinstance(had, str) else had
    if not isinstance(had, bool):
        raise RowRefused(
            "had", "it says neither that there was a headache nor that there was none."
        )
    tags, places = checked_tags(_words(row, "tags")), _words(row, "places")
    return NotedHeadacheDay(at, _day(row) or at.date(), had, _worst(row), places, _note(row), tags)


def _medicine(row: Mapping[str, object], at: datetime) -> Medicine:
    tags, day = checked_tags(_words(row, "tags")), _day(row) or at.date()
    return Medicine(at, _text(row, "class"), day, _text(row, "medicine"), _note(row), tags)


def _import_body(row: Mapping[str, object]) -> dict[str, object]:
    """The line of an import that the file's notes came with before."""
    batch, source = _text(row, "batch"), _text(row, "source")
    rows, entries = _whole(row, "rows"), _whole(row, "entries")
    if not batch or not source or source == OWN or min(rows, entries) < 0:
        raise RowRefused("", "this line of an import says too little.")
    return imported_body(batch, source, rows, entries)


def _entry(kind: str, at: datetime, body: dict[str, object]) -> Entry:
    return Entry("", "", 0, 0, kind, at, "", None, body)


def _zone_of(at: datetime) -> str:
    return str(getattr(at.tzinfo, "key", ""))


def _text(row: Mapping[str, object], key: str) -> str:
    """A text, empty where there is none; raises RowRefused where something else stands there."""
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RowRefused(key, "it is no text.")
    if key != "note" and len(value) > _MOST_WORD:
        raise RowRefused(key, f"it has more than {_MOST_WORD} characters.")
    return value


def _note(row: Mapping[str, object]) -> str:
    note = _text(row, "note")
    if len(note) > MOST_NOTE:
        raise RowRefused("note", f"a note has at most {MOST_NOTE} characters, not {len(note)}.")
    return note


def _words(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    """A list of words; in a table they stand with "; " between."""
    value = row.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(filter(None, (word.strip() for word in value.split(";"))))
    listed = cast("list[object]", value) if isinstance(value, list) else [None]
    words = tuple(one for one in listed if isinstance(one, str) and len(one) <= _MOST_WORD)
    if len(words) < len(listed):
        raise RowRefused(key, "it is no list of words.")
    return words


def _number(row: Mapping[str, object], key: str) -> float:
    value = row.get(key)
    try:
        return float(value) if isinstance(value, int | float | str) and value != "" else 0.0
    except (ValueError, OverflowError):
        raise RowRefused(key, "it is no number.") from None


def _whole(row: Mapping[str, object], key: str) -> int:
    value = row.get(key)
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise RowRefused(key, "it is no whole number.")
    return value


def _worst(row: Mapping[str, object]) -> int | None:
    return None if row.get("worst") in (None, "") else _whole(row, "worst")


def _day(row: Mapping[str, object]) -> date | None:
    text = _text(row, "day")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RowRefused("day", f"{text[:40]!r} is no day.") from None


def _moment(row: Mapping[str, object], key: str) -> datetime | None:
    text = _text(row, key)
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise RowRefused(key, f"{text[:40]!r} is no moment.") from None
    if moment is not None and moment.tzinfo is None:
        raise RowRefused(key, "it has no offset from UTC.")
    return moment
