"""An entry as a row of the journal's table, and back.

Must never give an entry whose row does not say what was noted: what a row's checksum does not fit
cannot be read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, cast

from acutimer.core.journal import Entry
from acutimer.storage.checksums import sum_of_row
from acutimer.storage.errors import EntryError

#: What of an id is random: behind the moment, its version and its variant.
_RANDOM_BITS = 74
_LOW_BITS = 62
_VARIANT = 2 << _LOW_BITS
#: So many bytes say how much greater the next id is than the one before.
_STEP_BYTES = 4
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_EARLIEST = (datetime(1900, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND
_LATEST = (datetime(2200, 1, 1, tzinfo=UTC) - _EPOCH) // _MICROSECOND

_DECODER = json.JSONDecoder()
#: made once: json.dumps would make one for every entry of an import
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
#: Of ``entry AS e``, in the order of the table.
COLUMNS = (
    "e.id, e.device, e.seq, e.hlc, e.kind, e.at_us, e.offset_s, e.zone, e.replaces, e.body,"
    " e.checksum"
)
INSERT = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Pending:
    """An entry that has its id and its moment, and no place in a journal yet."""

    id: str
    kind: str
    at: datetime
    zone: str
    replaces: str | None = None
    body: Mapping[str, object] = field(default_factory=dict[str, object], hash=False)


def row_of(pending: Pending, device: str, seq: int, hlc: int) -> tuple[object, ...]:
    """The row that holds an entry; raises EntryError for what none can hold."""
    written, at_us = _written(pending.body), _noted_us(pending.at)
    columns = (
        *(pending.id, device, seq, hlc, pending.kind, at_us, _offset_s(pending.at)),
        *(pending.zone, pending.replaces, written),
    )
    return (*columns, sum_of_row(columns))


def entry_of(row: tuple[Any, ...]) -> Entry | None:
    """The entry in a row of COLUMNS, or None where it is damaged."""
    identifier, device, seq, hlc, kind, at_us, offset_s, zone, replaces, body, written_sum = row
    try:
        if sum_of_row(row[:-1]) != written_sum:
            return None
        at, said = _moment(at_us, offset_s), _body_of(body)
    except (TypeError, ValueError, OverflowError, OSError, RecursionError):
        return None
    return Entry(identifier, device, seq, hlc, kind, at, zone, replaces, said)


def _body_of(written: str) -> dict[str, object]:
    """What ``json.loads`` makes of a body, without its detours: whole diaries are read here."""
    said: Any = None
    try:
        said, end = _DECODER.raw_decode(written)
    except ValueError:
        end = -1
    if end != len(written):  # blanks around it, or no JSON
        said = json.loads(written)
    return cast("dict[str, object]", said) if type(said) is dict else dict[str, object](said)


def with_offset(moment: datetime) -> datetime:
    """The moment as the wall shows it here, where it does not say its offset itself."""
    return moment if moment.tzinfo is not None else moment.astimezone()


def new_id(moment: datetime) -> str:
    """A UUIDv7, written here because importing uuid would slow every headless verb."""
    return next(new_ids(moment, 1))


def new_ids(moment: datetime, at_once: int = 400) -> Iterator[str]:
    """New ids without end, each greater than the one before: a journal takes those in faster.

    The steps of so many are made of what the system is asked for at once.
    """
    milliseconds = max(0, int(moment.timestamp() * 1000)) & (1 << 48) - 1
    begin = f"{milliseconds:012x}"
    begin = f"{begin[:8]}-{begin[8:]}-7"
    low, most = (1 << _LOW_BITS) - 1, (1 << _RANDOM_BITS) - 1
    # a bit is left out, so that nobody comes to the end of them
    random = int.from_bytes(os.urandom(10)) & most >> 1
    while True:
        steps = os.urandom(_STEP_BYTES * at_once)
        for at in range(0, len(steps), _STEP_BYTES):
            tail = f"{_VARIANT | random & low:016x}"
            yield f"{begin}{random >> _LOW_BITS:03x}-{tail[:4]}-{tail[4:]}"
            random += 1 + int.from_bytes(steps[at : at + _STEP_BYTES])


def new_note(
    kind: str,
    body: Mapping[str, object],
    at: datetime,
    replaces: str | None,
    now: datetime,
    zone: Callable[[datetime], str],
) -> Pending:
    """An entry with an id of its own, not written yet; raises EntryError for what no row holds."""
    require_writable(body, at)
    return Pending(new_id(now), str(kind), at, zone(at), replaces, body)


def require_writable(body: Mapping[str, object], at: datetime) -> None:
    """Raise EntryError for a body or a moment that no row can hold."""
    _written(body)
    _noted_us(at)


def _noted_us(at: datetime) -> int:
    at_us = bound_us(at)
    if not _EARLIEST <= at_us < _LATEST:
        raise EntryError(
            f"{at.isoformat()} does not lie between 1900 and 2200; nothing was noted. "
            "Give another date."
        )
    return at_us


def bound_us(at: datetime) -> int:
    """Microseconds since 1970 in UTC of any moment, also one that none would note."""
    return (at - _EPOCH) // _MICROSECOND


def _written(body: Mapping[str, object]) -> str:
    written = _ENCODER.encode(body)
    try:
        written.encode()
    except UnicodeEncodeError as error:
        raise EntryError(
            "The note holds bytes that are no text; nothing was noted. Write it again."
        ) from error
    return written


def _offset_s(at: datetime) -> int:
    offset = at.utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


@lru_cache(maxsize=64)
def _offset_zone(offset_s: int) -> timezone:
    return timezone(timedelta(seconds=offset_s))


def moment_of(at_us: object, offset_s: object) -> datetime | None:
    """The moment in two columns, or None where they are damaged."""
    try:
        return _moment(at_us, offset_s)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _moment(at_us: int, offset_s: int) -> datetime:
    seconds, microsecond = divmod(at_us, 1_000_000)
    at = datetime.fromtimestamp(seconds, _offset_zone(offset_s))
    return at.replace(microsecond=microsecond) if microsecond else at
