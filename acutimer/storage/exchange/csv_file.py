"""The shown ratings, sessions and plans as a table: RFC 4180, UTF-8, times in ISO 8601 with offset.

The columns, frozen; a new one may only come after them:
  id         of the entry
  kind       now, before, after, follow-up, evening-worst, evening-average (a rating), session,
             unwelcome (noticed, and nothing rated), plan, headache, headache_day, medicine
  at         the moment, with its offset from UTC
  value      pain from 0 to 10; empty for a session and where nothing was rated
  site, side where it hurts, as written with --site and --side, or chosen in older versions
  note       in the person's words
  session    the id of the session it belongs to
  unwelcome  what else was noticed after pressing, separated by "; "
  routine    of a session, of a plan: its id
  planned_s, pressed_s  of a session: seconds on the clock
  ended      of a session: how
  places     where it hurts, as marked on the body: ids such as neck.left, separated by "; "
  content_hash  of a session's routine: two with the same did the same
  times_a_week, weeks, state  of a plan: how often, how long; running, paused or ended
  paused_on, paused_days  of a plan: the day its pause began; days of the pauses before
  zone       the zone of the moment, by its IANA name, where it is known
  tags       words to find it by, separated by "; "
  day        the day it counts to: that of an evening's number may be the one before
  ended_at, still_at  of a headache: its end; when it was last said to be there. Its ``state`` is
             open, ended or end_unknown
  worst      of a headache, of a day with one: pain from 0 to 10 at its worst
  had        of a headache_day: True, or False for a day without
  class, medicine  plain, anti-inflammatory, triptan, ergot, opioid, combination or none; own name

Must never write a cell that a spreadsheet would take for a formula: text that begins like one gets
an apostrophe in front, and so does text that begins with an apostrophe.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from acutimer.core.journal import Entry
from acutimer.storage.exchange.listing import entry_json
from acutimer.storage.outgoing import write_checked

COLUMNS = (
    *("id", "kind", "at", "value", "site", "side", "note", "session", "unwelcome"),
    *("routine", "planned_s", "pressed_s", "ended", "places", "content_hash"),
    *("times_a_week", "weeks", "state", "paused_on", "paused_days"),
    *("zone", "tags", "day", "ended_at", "still_at", "worst", "had", "class", "medicine"),
)

# The wide forms are read as formulas too in some languages.
_GUARDED = tuple("=+-@\t\r\n'＝＋－＠")


def write_csv(
    path: Path, entries: Iterable[Entry], *, force: bool = False, marked: bool = False
) -> int:
    """Write what can be listed of the entries, a row each, and tell how many; or StorageError.

    ``marked`` is with a byte order mark, by which some spreadsheets know the letters.
    """
    content, count = csv_content(entries, marked=marked)
    write_checked(path, content, count, _rows_in, force=force)
    return count


def csv_content(entries: Iterable[Entry], *, marked: bool = False) -> tuple[bytes, int]:
    """The table, and how many rows it has besides the first."""
    import csv
    from io import StringIO

    table = StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for entry in entries:
        row = entry_json(entry)
        if row is not None:
            writer.writerow([_cell(row.get(column)) for column in COLUMNS])
            count += 1
    return table.getvalue().encode("utf-8-sig" if marked else "utf-8"), count


def _rows_in(path: Path) -> int:
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(len(row) == len(COLUMNS) for row in csv.reader(file, strict=True)) - 1


def _cell(value: object) -> str:
    if isinstance(value, list):
        value = "; ".join(str(one) for one in cast("list[object]", value))
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return f"'{value}" if value.startswith(_GUARDED) else value


def unguarded(cell: str) -> str:
    """What a cell said before it got an apostrophe in front."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_GUARDED) else cell
