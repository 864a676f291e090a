"""The journal as entries: noting, correcting, removing, undoing, and reading what shows.

An entry is on disk when the function that notes it returns. Must never change or delete one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from acutimer.core.journal import (
    Entry,
    EntryKind,
    Rating,
    SessionNote,
    rating_body,
    read_rating,
    read_session,
)
from acutimer.storage.database import Database, new_id
from acutimer.storage.errors import EntryError
from acutimer.storage.sqlite_file import damaged
from acutimer.storage.zones import zone_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_EARLIEST = (datetime(1900, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND
_LATEST = (datetime(2200, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND

_HLC_COUNTER_BITS = 16
#: Another machine's clock further ahead than this does not drag ours forward.
_MOST_AHEAD_MS = 24 * 60 * 60 * 1000

_COLUMNS = "e.id, e.device, e.seq, e.hlc, e.kind, e.at_us, e.offset_s, e.zone, e.replaces, e.body"

#: core.journal.shown() in SQL; a property test holds them together. ``line`` is every entry that
#: was corrected or corrects, with the first of its family; few are, so this costs next to nothing.
_FAMILIES = """
    WITH RECURSIVE line(id, first) AS (
        SELECT later.replaces, later.replaces FROM entry AS later
        WHERE later.replaces IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM entry AS it WHERE it.id = later.replaces AND it.replaces IS NOT NULL)
        UNION
        SELECT later.id, line.first FROM line JOIN entry AS later ON later.replaces = line.id
    ), newest(id, first) AS (
        SELECT id, first FROM (
            SELECT member.id, line.first, row_number() OVER (
                PARTITION BY line.first ORDER BY member.hlc DESC, member.device DESC) AS place
            FROM line JOIN entry AS member ON member.id = line.id)
        WHERE place = 1
    )
"""
#: The condition on ``entry AS e``.
_SHOWN = """
    e.kind <> 'tombstone'
    AND (e.id NOT IN (SELECT id FROM line) OR e.id IN (SELECT id FROM newest))
"""


@dataclass(frozen=True, slots=True)
class UnfinishedSession:
    """A session that began and never ended, with the presses that were finished in it."""

    began: Entry
    presses: tuple[Entry, ...]


class JournalStore:
    """Entries in an open database; the wall-clock time comes from ``now``."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        zone: Callable[[datetime], str] = zone_of,
    ) -> None:
        self._database = database
        self._now = now
        self._zone = zone

    def append(
        self,
        kind: str,
        body: Mapping[str, object],
        at: datetime | None = None,
        replaces: str | None = None,
    ) -> Entry:
        """Note an entry; on disk when this returns. Raises EntryError or DatabaseError."""
        now = _with_offset(self._now())
        at = _with_offset(at or now)
        written, at_us, offset_s = _written(body), _microseconds(at), _offset_s(at)
        device, identifier, zone = self._database.device, new_id(now), self._zone(at)
        with self._database.writing() as connection:
            seq, hlc = self._next(now, replaces)
            connection.execute(
                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(identifier, device, seq, hlc, str(kind)),
                    *(at_us, offset_s, zone, replaces, written),
                ),
            )
        moment = _moment(at_us, offset_s)
        return Entry(
            identifier, device, seq, hlc, str(kind), moment, zone, replaces, json.loads(written)
        )

    def correct(self, identifier: str, body: Mapping[str, object]) -> Entry:
        """Note what an entry should have said; raises EntryError when it no longer shows."""
        entry = self._shown_entry(identifier)
        return self.append(entry.kind, body, entry.at, entry.id)

    def remove(self, identifier: str) -> Entry:
        """Note that an entry shall not show any more; gives the tombstone."""
        entry = self._shown_entry(identifier)
        return self.append(EntryKind.TOMBSTONE, {}, entry.at, entry.id)

    def restore(self, identifier: str) -> Entry:
        """Let an entry show again as it was, after a correction, or a removal named by either id.

        Gives the new entry that says the same, or the entry itself when it shows already.
        """
        entry = self._existing(identifier)
        if entry.kind == EntryKind.TOMBSTONE:
            entry = self._existing(entry.replaces or "")
        newest = self._newest_of_family(entry)
        if newest.id == entry.id:
            return entry
        return self.append(entry.kind, entry.body, entry.at, newest.id)

    def by_id(self, identifier: str) -> Entry | None:
        """Any entry, whether it shows or not."""
        return next(self._read("e.id = ?", (identifier,)), None)

    def entries(
        self,
        kinds: Sequence[str] | None = None,
        first: datetime | None = None,
        last: datetime | None = None,
    ) -> list[Entry]:
        """The entries that show, from ``first`` until before ``last``, in order of their moment."""
        return list(self._in_range(kinds, first, last))

    def latest(self, kind: str) -> Entry | None:
        """The shown entry of a kind that was noted last, whatever moment it speaks of."""
        condition = f"e.kind = ? AND {_SHOWN} ORDER BY e.hlc DESC, e.device DESC LIMIT 1"
        return next(self._read(condition, (str(kind),)), None)

    def first_at(self, kinds: Sequence[str] | None = None) -> datetime | None:
        """The earliest moment any shown entry of these kinds speaks of."""
        condition, values = _of_kinds(kinds)
        condition = f"{condition} AND {_SHOWN} ORDER BY e.at_us LIMIT 1"
        return next((entry.at for entry in self._read(condition, values)), None)

    def add_rating(self, rating: Rating) -> Entry:
        """Note a rating; its own id is not used, the entry's is. Raises RatingError too."""
        return self.append(EntryKind.RATING, rating_body(rating), rating.at)

    def ratings(self, first: datetime | None = None, last: datetime | None = None) -> list[Rating]:
        """The ratings that show and can be read, in order of their moment."""
        entries = self._in_range((EntryKind.RATING,), first, last)
        return [rating for entry in entries if (rating := read_rating(entry)) is not None]

    def sessions(
        self, first: datetime | None = None, last: datetime | None = None
    ) -> list[SessionNote]:
        """The ended sessions that show and can be read, in order of their moment."""
        entries = self._in_range((EntryKind.SESSION_ENDED,), first, last)
        return [note for entry in entries if (note := read_session(entry)) is not None]

    def unfinished_session(self) -> UnfinishedSession | None:
        """The last session begun, when its end was never noted: acutimer was ended in its midst.

        A session is named by the id of the entry that began it, or by ``session`` in its body.
        """
        began = self.latest(EntryKind.SESSION_BEGAN)
        if began is None:
            return None
        session = str(began.body.get("session", began.id))

        def of_session(kind: str) -> tuple[Entry, ...]:
            since = f"e.kind = ? AND e.hlc > ? AND {_SHOWN} ORDER BY e.hlc"
            found = self._read(since, (str(kind), began.hlc))
            return tuple(entry for entry in found if entry.body.get("session") == session)

        if of_session(EntryKind.SESSION_ENDED):
            return None
        return UnfinishedSession(began, of_session(EntryKind.PRESS_ENDED))

    def _in_range(
        self, kinds: Sequence[str] | None, first: datetime | None, last: datetime | None
    ) -> Iterator[Entry]:
        condition, values = _of_kinds(kinds)
        for bound, sign in ((first, ">="), (last, "<")):
            if bound is not None:
                condition += f" AND e.at_us {sign} ?"
                values.append(_microseconds(_with_offset(bound), least=None))
        return self._read(f"{condition} AND {_SHOWN} ORDER BY e.at_us, e.hlc", values)

    def _read(self, condition: str, values: Sequence[object]) -> Iterator[Entry]:
        sql = f"{_FAMILIES} SELECT {_COLUMNS} FROM entry AS e WHERE {condition}"  # noqa: S608
        return map(self._entry, self._database.rows(sql, values))

    def _entry(self, row: tuple[Any, ...]) -> Entry:
        identifier, device, seq, hlc, kind, at_us, offset_s, zone, replaces, body = row
        try:
            at, said = _moment(at_us, offset_s), dict[str, object](json.loads(body))
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            raise damaged(self._database.path, f"entry {identifier} cannot be read") from error
        return Entry(identifier, device, seq, hlc, kind, at, zone, replaces, said)

    def _existing(self, identifier: str) -> Entry:
        entry = self.by_id(identifier)
        if entry is None:
            raise EntryError(f"There is no entry {identifier}; nothing was changed.")
        return entry

    def _shown_entry(self, identifier: str) -> Entry:
        self._existing(identifier)
        entry = next(self._read(f"e.id = ? AND {_SHOWN}", (identifier,)), None)
        if entry is None:
            raise EntryError(
                f"The entry {identifier} was corrected or removed since; nothing was changed. "
                "Look at the list again."
            )
        return entry

    def _newest_of_family(self, entry: Entry) -> Entry:
        """The last of the corrections and removals that an entry is part of."""
        of_family = (
            "e.id = (SELECT newest.id FROM newest JOIN line USING (first) WHERE line.id = ?)"
        )
        return next(self._read(of_family, (entry.id,)), entry)

    def _next(self, now: datetime, replaces: str | None) -> tuple[int, int]:
        """The next number and clock of this machine; asked within the writing transaction.

        After our own last entry and the one replaced, whatever the wall clock says, and after
        those of other machines unless they are far ahead.
        """
        now_ms = max(0, int(now.timestamp() * 1000))
        farthest = (now_ms + _MOST_AHEAD_MS) << _HLC_COUNTER_BITS
        (last,) = self._database.rows(
            """
            SELECT (SELECT max(seq) FROM entry WHERE device = :device),
                (SELECT hlc FROM entry WHERE device = :device ORDER BY seq DESC LIMIT 1),
                (SELECT hlc FROM entry WHERE id = :replaces),
                (SELECT max(hlc) FROM entry WHERE hlc <= :farthest)
            """,
            {"device": self._database.device, "replaces": replaces, "farthest": farthest},
        )
        try:
            seq, *clocks = (0 if value is None else value for value in last)
            return seq + 1, max(now_ms << _HLC_COUNTER_BITS, 1 + max(clocks))
        except TypeError as error:
            raise damaged(self._database.path, "the last entry cannot be read") from error


def _of_kinds(kinds: Sequence[str] | None) -> tuple[str, list[object]]:
    if kinds is None:
        return "TRUE", []
    return f"e.kind IN ({', '.join('?' * len(kinds))})", [str(kind) for kind in kinds]


def _with_offset(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.astimezone()


def _offset_s(at: datetime) -> int:
    offset = at.utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def _microseconds(at: datetime, least: int | None = _EARLIEST) -> int:
    """Since 1970 in UTC; raises EntryError far outside a lifetime."""
    at_us = (at - _EPOCH) // _MICROSECOND
    if least is not None and not least <= at_us < _LATEST:
        raise EntryError(
            f"{at.isoformat()} does not lie between 1900 and 2200; nothing was noted. "
            "Give another date."
        )
    return at_us


@lru_cache(maxsize=64)
def _offset_zone(offset_s: int) -> timezone:
    return timezone(timedelta(seconds=offset_s))


def _moment(at_us: int, offset_s: int) -> datetime:
    return (_EPOCH + timedelta(microseconds=at_us)).astimezone(_offset_zone(offset_s))


def _written(body: Mapping[str, object]) -> str:
    """The body as JSON; raises EntryError for text that no file can hold."""
    written = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    try:
        written.encode()
    except UnicodeEncodeError as error:
        raise EntryError(
            "The note holds bytes that are no text; nothing was noted. Write it again."
        ) from error
    return written
