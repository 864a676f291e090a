"""An import as one stroke: what came with it goes with it, and comes again with it.

Must never take away what a person changed since, note a row that is here already, nor do half of
it: all is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from acutimer.core.imported import FIRST_MARK, MARK, Imported, imported_body, mark, read_imported
from acutimer.core.importing.sources import OWN
from acutimer.core.journal import Entry, EntryKind
from acutimer.core.undoing import UNDO_OF, without_undo
from acutimer.storage.entry_rows import Pending, new_id, new_ids, with_offset
from acutimer.storage.errors import EntryError
from acutimer.storage.families import FAMILIES, SHOWN
from acutimer.storage.readings import Readings

if TYPE_CHECKING:  # verbs that only note something need no plan
    from acutimer.core.importing.plan import Plan

#: The import that ``entry AS e`` came with, or went with; and by what its row is known again.
_BATCH, _ROW = (
    f"CASE WHEN json_valid(e.body) THEN json_extract(e.body, '$.import.{key}') END"
    for key in ("batch", "row")
)
#: The same of the profile from which a file of ours brought the entry.
_FIRST_BATCH, _FIRST_ROW = (
    f"CASE WHEN json_valid(e.body) THEN json_extract(e.body, '$.{FIRST_MARK}.{key}') END"
    for key in ("batch", "row")
)
#: What came with an import, be it in the profile from which a file of ours brought both.
_OF_BATCH = f"? IN ({_BATCH}, {_FIRST_BATCH})"
_WENT = "e.kind = 'tombstone' AND e.id IN (SELECT id FROM newest)"
_IMPORTS = """
    SELECT json_extract(e.body, '$.batch') FROM entry AS e
    WHERE e.kind = 'import' AND CASE WHEN json_valid(e.body) THEN TRUE END
"""
#: The imports that were taken back.
_GONE = f"{_IMPORTS} EXCEPT {_IMPORTS} AND {SHOWN}"
#: Entries of which some correction shows, or that show themselves.
_LIVING = """
    e.kind <> 'tombstone' AND (e.id NOT IN (SELECT id FROM line) OR e.id IN (
        SELECT line.id FROM line JOIN newest USING (first) JOIN entry AS last
        ON last.id = newest.id WHERE last.kind <> 'tombstone'))
"""


class Batches:
    """The imports of one journal; ``rows``, ``read`` and ``note_all`` are those of its store."""

    def __init__(
        self,
        rows: Callable[[str, Sequence[object]], list[tuple[Any, ...]]],
        read: Callable[[str, Sequence[object]], Readings[Entry]],
        note_all: Callable[[Iterable[Pending], int], object],
        now: Callable[[], datetime],
    ) -> None:
        self._rows = rows
        self._read = read
        self._note_all = note_all
        self._now = now

    def known_rows(self, source: str) -> set[str]:
        """By what the rows of a source are known that are here already; raises DatabaseError.

        A row that was removed by hand stays known; not so those of an import that was taken back,
        nor our own notes, which a file may bring again.
        """
        if source == OWN:
            here = self._rows(
                f"{FAMILIES} SELECT e.id, {_ROW} FROM entry AS e WHERE {_LIVING}",  # noqa: S608
                (),
            )
            known = {f"{OWN}:{identifier}" for identifier, _ in here}
            return known | {row for _, row in here if row is not None}
        here = self._rows(
            f"{FAMILIES} SELECT DISTINCT {_ROW}, {_FIRST_ROW} FROM entry AS e"  # noqa: S608
            f" WHERE e.kind <> 'tombstone' AND ({_ROW} IS NOT NULL OR {_FIRST_ROW} IS NOT NULL)"
            f" AND ({SHOWN} OR {_BATCH} IN ({_IMPORTS} AND {SHOWN})"
            f" AND NOT ifnull({_FIRST_BATCH} IN ({_GONE}), FALSE))",
            (),
        )
        return {row for rows in here for row in rows if row is not None}

    def take(self, plan: Plan) -> Entry | None:
        """Note what a plan takes in, as one import; None where that is nothing.

        Gives the import's entry. Raises EntryError or DatabaseError; then nothing was noted.
        """
        if plan.waiting:
            raise EntryError("A question of the import has no answer yet; nothing was noted.")
        batch = new_id(now := with_offset(self._now()))
        self._note_all(self._came(plan, batch, now), 0)
        return next(iter(self._read("e.id = ?", (batch,))), None)

    def _came(self, plan: Plan, batch: str, now: datetime) -> Iterator[Pending]:
        """The entries of an import and its own; asked for within the transaction that notes them.

        So of two programs that take in the same file at once, one finds it there.
        """
        known = self.known_rows(plan.source)
        taken = {one for (one,) in self._rows("SELECT id FROM entry", ())}
        rows, entries, ids = 0, 0, new_ids(now)
        for row in plan.rows:
            if row.row in known:
                continue
            marked = mark(batch, row.row)
            for note in row.notes:
                identifier = note.id if note.id and note.id not in taken else next(ids)
                taken.add(identifier)
                body = {**note.body, **marked}
                yield Pending(identifier, str(note.kind), note.at, note.zone, None, body)
                entries += 1
            rows += 1
        if rows:
            said = imported_body(batch, plan.source, rows, entries)
            yield Pending(batch, str(EntryKind.IMPORT), now, "", None, said)

    def take_away(self, entry: Entry, said: Mapping[str, object]) -> str:
        """Let an import that shows go with all that came with it; gives its tombstone's id.

        ``said`` goes into the bodies. Raises EntryError or DatabaseError.
        """
        batch = entry.body.get("batch")
        came = self._read(f"{SHOWN} AND {_OF_BATCH}", (batch,))
        going = [one for one in came if one.replaces is None or UNDO_OF in one.body]
        marked = {MARK: {"batch": batch}}

        def gone(one: Entry) -> tuple[str, dict[str, object], str]:
            # the import's own going is a change, that of its members is not
            return EntryKind.TOMBSTONE, {**({} if one is entry else marked), **said}, one.id

        return self._note(going, entry, gone)

    def bring_back(self, entry: Entry, tombstone: Entry, said: Mapping[str, object]) -> str:
        """Let an import show again with all that went with it; gives the new entry's id."""
        batch = (entry.body.get("batch"),)
        went = {one.replaces: one.id for one in self._read(f"{_WENT} AND {_BATCH} = ?", batch)}
        came = self._read(f"e.kind <> 'tombstone' AND {_OF_BATCH}", batch)
        again = [one for one in came if one.id in went]
        went[entry.id] = tombstone.id
        return self._note(
            again, entry, lambda one: (one.kind, {**without_undo(one.body), **said}, went[one.id])
        )

    def imports(self) -> list[Imported]:
        """The imports that show, in the order they were done; raises DatabaseError."""
        shown = self._read(f"e.kind = 'import' AND {SHOWN} ORDER BY e.at_us, e.hlc", ())
        return [it for one in shown if (it := read_imported(one)) is not None]

    def _note(
        self,
        members: Sequence[Entry],
        last: Entry,
        said_of: Callable[[Entry], tuple[str, dict[str, object], str]],
    ) -> str:
        """Note an entry for each member and at last for the import itself, whose id is given."""
        now = with_offset(self._now())
        pending, ids = list[Pending](), new_ids(now)
        for one in (*members, last):
            kind, body, replaces = said_of(one)
            pending.append(Pending(next(ids), str(kind), one.at, one.zone, replaces, body))
        self._note_all(pending, max(one.hlc for one in (*members, last)))
        return pending[-1].id
