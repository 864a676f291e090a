"""The journal as entries: noting, correcting, removing, undoing, and reading what shows.

An entry is on disk when the function that notes it returns. Must never change or delete one, nor
leave one out in silence: whatever is read says how many entries could not be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from acutimer.core.journal import Entry, EntryKind, Rating, SessionNote, rating_body
from acutimer.core.undoing import CHANGED_KINDS, UNDO_OF, last_change, without_undo
from acutimer.storage.batches import Batches
from acutimer.storage.database import Database
from acutimer.storage.entry_reading import EntryReader
from acutimer.storage.entry_rows import bound_us, entry_of, moment_of, with_offset
from acutimer.storage.entry_values import place_of, rating_of, session_of
from acutimer.storage.entry_writing import EntryWriter
from acutimer.storage.errors import EntryError
from acutimer.storage.families import FAMILIES, SHOWN, of_kinds, within
from acutimer.storage.kept_readings import KeptReadings
from acutimer.storage.readings import Readings
from acutimer.storage.zones import zone_of


@dataclass(frozen=True, slots=True)
class UnfinishedSession:
    """A session that began and never ended, with the presses that were finished in it."""

    began: Entry
    presses: tuple[Entry, ...]


class JournalStore(EntryWriter, EntryReader):
    """Entries in an open database; the wall-clock time comes from ``now``."""

    def __init__(
        self,
        database: Database,
        now: Callable[[], datetime],
        zone: Callable[[datetime], str] = zone_of,
    ) -> None:
        super().__init__(database, now, zone)
        #: what came from files of other programs, each file at one stroke
        self.batches = Batches(database.rows, self._read, self.note_all, now)
        #: numbers and sessions of the days that somebody looks at
        self.kept = KeptReadings(database, self.ratings, self.sessions)

    def correct(
        self, identifier: str, body: Mapping[str, object], at: datetime | None = None
    ) -> Entry:
        """Note what an entry should have said; raises EntryError when it no longer shows."""
        entry = self.shown(identifier)
        return self.append(entry.kind, body, at or entry.at, entry.id)

    def remove(self, identifier: str) -> Entry:
        """Note that an entry shall not show any more; gives the tombstone.

        With an import goes all that came with it, but for what was changed since.
        """
        entry = self.shown(identifier)
        if entry.kind == EntryKind.IMPORT:
            return self._existing(self.batches.take_away(entry, {}))
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
        return self.append(entry.kind, without_undo(entry.body), entry.at, newest.id)

    def undo(self) -> tuple[Entry, Entry] | None:
        """Take back the last change that this machine noted, and next time the one before.

        Gives that change and the entry that takes it back; None where there is none left.
        """
        condition, values = of_kinds(CHANGED_KINDS)
        condition = f"{condition} AND e.device = ? ORDER BY e.seq DESC"
        change = last_change(self._read(condition, [*values, self._database.device]))
        return None if change is None else (change, self._take_back(change))

    def take_back(self, identifier: str) -> Entry:
        """Take back one change, whichever came after it; gives the entry that does."""
        return self._take_back(self._existing(identifier))

    def _take_back(self, change: Entry) -> Entry:
        newest, mark = self._newest_of_family(change), {UNDO_OF: change.id}
        if change.kind == EntryKind.IMPORT:
            return self._existing(self.batches.take_away(newest, mark))
        if change.replaces is None:
            return self.append(EntryKind.TOMBSTONE, mark, change.at, newest.id)
        before = self._existing(change.replaces)
        body = {**without_undo(before.body), **mark}
        if before.kind == EntryKind.IMPORT:
            return self._existing(self.batches.bring_back(before, newest, mark))
        return self.append(before.kind, body, before.at, newest.id)

    def by_id(self, identifier: str) -> Entry | None:
        """Any entry, whether it shows or not; raises EntryError where it cannot be read."""
        entries = self._read("e.id = ?", (identifier,))
        if entries.unreadable:
            raise EntryError(f"The entry {identifier} is damaged and cannot be read.")
        return entries[0] if entries else None

    def shown(self, identifier: str) -> Entry:
        """An entry that shows; raises EntryError where it does not."""
        self._existing(identifier)
        entries = self._read(f"e.id = ? AND {SHOWN}", (identifier,))
        if not entries:
            raise EntryError(
                f"The entry {identifier} was corrected or removed since; nothing was changed. "
                "Look at the list again."
            )
        return entries[0]

    def entries(
        self,
        kinds: Sequence[str] | None = None,
        first: datetime | None = None,
        last: datetime | None = None,
    ) -> Readings[Entry]:
        """The entries that show, from ``first`` until before ``last``, in order of their moment."""
        return self._in_range(kinds, first, last, entry_of)

    def latest(self, kind: str) -> Entry | None:
        """The shown entry of a kind that was noted last, whatever moment it speaks of."""
        return self._first(f"e.kind = ? AND {SHOWN} ORDER BY e.hlc DESC, e.device DESC", [kind])

    def in_state(self, kind: str, state: str) -> Readings[Entry]:
        """The shown entries of a kind whose body has that state, in order of their moment."""
        said = "CASE WHEN json_valid(e.body) THEN json_extract(e.body, '$.state') = ? END"
        return self._read(f"e.kind = ? AND {said} AND {SHOWN} ORDER BY e.at_us", [kind, state])

    def latest_certain(self, kind: EntryKind) -> Entry | None:
        """The latest of a kind that safety may rest on; None when it is to be asked again.

        One of another device does not count, so that it is asked after a restore, nor does one
        that an entry follows which cannot be read: it may hold a newer answer.
        """
        latest = self.latest(kind)
        if latest is None or latest.device != self._database.device:
            return None
        noted_since = "e.rowid > (SELECT rowid FROM entry WHERE id = ?)"
        return None if self._read(noted_since, (latest.id,)).unreadable else latest

    def first_at(
        self,
        kinds: Sequence[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> datetime | None:
        """The earliest moment any shown entry of these kinds speaks of, from since to until."""
        return self._end_at(kinds, since, until, "e.at_us")

    def last_at(
        self,
        kinds: Sequence[str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> datetime | None:
        """The latest moment of such entries, before ``until``."""
        return self._end_at(kinds, since, until, "e.at_us DESC")

    def _end_at(
        self,
        kinds: Sequence[str] | None,
        since: datetime | None,
        until: datetime | None,
        order: str,
    ) -> datetime | None:
        condition, values = within(kinds, since, until)
        # by moment, or all entries of the kinds would be sorted for one
        table = "entry AS e INDEXED BY entry_at"
        entry = self._first(f"{condition} AND {SHOWN} ORDER BY {order}", values, table)
        return entry.at if entry is not None else None

    def add_rating(self, rating: Rating) -> Entry:
        """Note a rating; its own id is not used, the entry's is. Raises RatingError too."""
        return self.append(EntryKind.RATING, rating_body(rating), rating.at)

    def ratings(
        self, first: datetime | None = None, last: datetime | None = None
    ) -> Readings[Rating]:
        """The ratings that show and can be read, in order of their moment."""
        return self._in_range((EntryKind.RATING,), first, last, rating_of)

    def sessions(
        self, first: datetime | None = None, last: datetime | None = None
    ) -> Readings[SessionNote]:
        """The ended sessions that show and can be read, in order of their moment."""
        return self._in_range((EntryKind.SESSION_ENDED,), first, last, session_of)

    def last_uses(self, until: datetime) -> dict[str, datetime]:
        """When each routine was pressed last until that moment, by its id; the last used first.

        What cannot be read is passed over; ``unreadable`` counts it.
        """
        said = "json_extract(e.body, '$.{}')".format
        sql = f"""
            {FAMILIES} SELECT {said("routine")}, max(e.at_us), e.offset_s
            FROM entry AS e INDEXED BY entry_at
            WHERE e.kind = ? AND e.at_us <= ? AND {SHOWN}
                AND CASE WHEN json_valid(e.body)
                    THEN json_type(e.body, '$.routine') = 'text' AND {said("pressed_s")} > 0 END
            GROUP BY 1 ORDER BY 2 DESC
        """  # noqa: S608
        values = [str(EntryKind.SESSION_ENDED), bound_us(with_offset(until))]
        found = (
            (routine, moment_of(at_us, offset_s))
            for routine, at_us, offset_s in self._database.rows(sql, values)
        )
        return {routine: at for routine, at in found if isinstance(routine, str) and at is not None}

    def unreadable(self) -> int:
        """How many entries of the whole journal cannot be read, those that have gone among them.

        Reads everything. A device counts its entries 1, 2, 3, ..., so a number that is missing is
        an entry that has gone.
        """
        entries = self._each("TRUE", (), place_of, table="entry AS e NOT INDEXED")
        numbers: dict[str, list[int]] = {}
        for device, seq in entries:
            numbers.setdefault(device, []).append(seq)
        gone = sum(max(seqs) - len(seqs) for seqs in numbers.values())
        ((listed,),) = self._database.rows("SELECT count(*) FROM entry INDEXED BY entry_at")
        return max(entries.unreadable, gone, listed - len(entries))

    def unfinished_session(self) -> UnfinishedSession | None:
        """The last session begun, when its end was never noted: acutimer was ended in its midst.

        A session is named by the id of the entry that began it, or by ``session`` in its body.
        """
        began = self.latest(EntryKind.SESSION_BEGAN)
        if began is None:
            return None
        session = str(began.body.get("session", began.id))

        def of_session(kind: str) -> tuple[Entry, ...]:
            # an end that was removed from the diary was an end all the same
            since = "e.kind = ? AND e.hlc > ? ORDER BY e.hlc"
            entries = self._read(since, (str(kind), began.hlc))
            return tuple(entry for entry in entries if entry.body.get("session") == session)

        if of_session(EntryKind.SESSION_ENDED):
            return None
        return UnfinishedSession(began, of_session(EntryKind.PRESS_ENDED))

    def _existing(self, identifier: str) -> Entry:
        entry = self.by_id(identifier)
        if entry is None:
            raise EntryError(f"There is no entry {identifier}; nothing was changed.")
        return entry

    def _newest_of_family(self, entry: Entry) -> Entry:
        """The last of the corrections and removals that an entry is part of."""
        of_family = (
            "e.id = (SELECT newest.id FROM newest JOIN line USING (first) WHERE line.id = ?)"
        )
        return next(iter(self._read(of_family, (entry.id,))), entry)
