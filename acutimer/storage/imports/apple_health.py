"""Apple Health's export, as a zip file or the XML in it: its headaches, read as a stream.

Must never hold more of the file than its headaches, follow an entity, nor look at the device or
the program that noted something.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple
from xml.parsers import expat

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.reading import (
    Found,
    Noting,
    Reading,
    Row,
)
from acutimer.core.importing.refusing import RowRefused
from acutimer.storage.errors import reason_of
from acutimer.storage.imports.archives import opened
from acutimer.storage.imports.errors import ImportFault
from acutimer.storage.imports.severity import WORDS, headache_of, none_that_day
from acutimer.storage.imports.table import MOST_ROWS, Tick

MEMBER = "export.xml"
ROOT = "HealthData"
_HEADACHE = "HKCategoryTypeIdentifierHeadache"
_SEVERITY = "HKCategoryValueSeverity"
_NOT_PRESENT, _UNSPECIFIED = "NotPresent", "Unspecified"
#: Older exports hold the number in place of the word.
_NUMBERS = {"0": _UNSPECIFIED, "1": _NOT_PRESENT, **dict(zip("234", WORDS, strict=True))}
_CHUNK_BYTES = 1 << 18
_MOST_TEXT = 64
#: No element of an export is as long; expat holds one until it is whole.
_MOST_LAG_BYTES = 16 << 20


class HealthRecord(NamedTuple):
    """A headache as it stands in the file."""

    began: str
    ended: str
    severity: str


def read_xml(path: Path, tick: Tick) -> Reading[HealthRecord]:
    """The headaches of an XML file; raises ImportFault."""
    try:
        with path.open("rb") as file:
            return _read(file, path.stat().st_size, tick)
    except OSError as error:
        raise ImportFault(f"{path} could not be read ({reason_of(error)}).") from error


def read_zip(path: Path, tick: Tick) -> Reading[HealthRecord]:
    """The headaches of a zip file; raises ImportFault."""
    with opened(path) as archive:
        member = next(one for one in archive.infolist() if is_export(one.filename))
        with archive.open(member) as file:
            return _read(file, member.file_size, tick)


def is_export(name: str) -> bool:
    """Whether a member of a zip file is the export."""
    return name.rpartition("/")[2] == MEMBER


def _read(file: IO[bytes], size: int, tick: Tick) -> Reading[HealthRecord]:
    rows: list[Row[HealthRecord]] = []
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = _refuse_entity
    parser.StartElementHandler = _taking(rows, parser)
    done = 0
    try:
        while chunk := file.read(_CHUNK_BYTES):
            parser.Parse(chunk, False)
            done += len(chunk)
            if done - parser.CurrentByteIndex > _MOST_LAG_BYTES:
                raise ImportFault("The file is no export of Apple Health; nothing was changed.")
            tick(done, size)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ImportFault(
            f"The file cannot be read from line {error.lineno} on; nothing was changed. "
            "Export it again."
        ) from error
    return Reading("apple-health", tuple(rows), _note)


def _refuse_entity(*_: object) -> None:
    raise ImportFault("The file defines entities, which no export needs; nothing was changed.")


def _taking(
    rows: list[Row[HealthRecord]], parser: expat.XMLParserType
) -> Callable[[str, dict[str, str]], None]:
    is_first = True

    def take(name: str, said: dict[str, str]) -> None:
        nonlocal is_first
        if is_first and name != ROOT:
            raise ImportFault("The file is no export of Apple Health; nothing was changed.")
        is_first = False
        if name != "Record" or said.get("type") != _HEADACHE:
            return
        if len(rows) >= MOST_ROWS:
            raise ImportFault(f"The file has more than {MOST_ROWS} headaches; nothing was changed.")
        texts = (said.get(key, "")[:_MOST_TEXT] for key in ("startDate", "endDate", "value"))
        rows.append(Row(parser.CurrentLineNumber, HealthRecord(*texts)))

    return take


def _note(record: HealthRecord, asking: Asking) -> Found:
    word = record.severity.removeprefix(_SEVERITY)
    word = _NUMBERS.get(word, word) or _UNSPECIFIED
    at = asking.moment(record.began, "startDate")
    until = asking.moment(record.ended, "endDate") if record.ended.strip() else at
    note: Noting
    if word == _NOT_PRESENT:
        note = none_that_day(at, asking)
    elif word in (*WORDS, _UNSPECIFIED):
        said = "" if word == _UNSPECIFIED else word
        note = headache_of(at, until, said, "", "endDate", asking)
    else:
        raise RowRefused("value", f"{word!r} is no word for how strong it was.")
    return Found((record.began, record.ended, word), "", (note,))
