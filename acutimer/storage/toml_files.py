"""TOML files as mappings and as what is built from them, with file and line of every fault.

Must never read what is no ordinary file, nor more of one than a person would write.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from stat import S_ISREG
from typing import TypeVar

from acutimer.core.reading import ContentError
from acutimer.storage.errors import StorageError, reason_of

T = TypeVar("T")

MOST_BYTES = 256 * 1024
#: The files that we ship as they were read when acutimer was built, each beside its own text.
PARSED = Path(__file__).with_name("parsed")
#: In one line between equals signs; no text is written so.
_MOST_DOTS = 500


class ContentFileError(StorageError):
    """A content file, or a part of one, that was left out: where and why."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}. This was left out, the rest is kept.")
        self.file = file
        self.line = line
        self.reason = reason


def load_content(path: Path, read: Callable[[Mapping[str, object]], T]) -> T:
    """What ``read`` builds from a file's mapping; its ContentError becomes a ContentFileError."""
    text, content = read_toml(path)
    return built(path, text, content, read)


def built(
    path: Path, text: str, content: Mapping[str, object], read: Callable[[Mapping[str, object]], T]
) -> T:
    """What ``read`` builds from a mapping that was read already; raises ContentFileError."""
    try:
        return read(content)
    except ContentError as error:
        raise located(path, text, error) from error


def located(path: Path, text: str, error: ContentError) -> ContentFileError:
    """A fault of the content as a fault of the file, with its line."""
    from acutimer.storage.toml_lines import line_of

    return ContentFileError(path, line_of(text, error.path), error.reason)


def read_toml(path: Path) -> tuple[str, dict[str, object]]:
    """A file's text and its mapping; raises ContentFileError."""
    text = _read_text(path)
    if (shipped := _shipped(path, text)) is not None:
        return text, shipped
    import tomllib

    _check_dots(path, text)
    try:
        return text, tomllib.loads(text)
    except RecursionError as error:
        raise ContentFileError(path, 1, "it is nested too deeply") from error
    except ValueError as error:
        import re

        reason = str(error)
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", reason)
        line = int(place[1]) if place and place[1] else text.count("\n") + 1 if place else 1
        reason = reason[: place.start()] if place else reason
        if "integer string conversion" in reason:  # Python says so, and how that could be allowed
            line, reason = _line_of_digits(text), "a number in it has too many digits"
        raise ContentFileError(path, line, reason) from error


def _shipped(path: Path, text: str) -> dict[str, object] | None:
    """What packaging/parsed.py read of this very text; None of any other.

    A file that we ship takes a twentieth of the time so, and they are a good part of the start.
    """
    import json  # the copy that waits reads nothing that we ship

    try:
        told = json.loads((PARSED / parsed_name(path)).read_bytes())
        return told["content"] if told["text"] == text else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def parsed_name(path: Path) -> str:
    """Under which name a file that we ship lies in ``PARSED``."""
    return f"{path.parent.name}.{path.name}.json"


def _check_dots(path: Path, text: str) -> None:
    """Keys of very many parts would take tomllib minutes, so they are refused unread."""
    if text.count(".") <= _MOST_DOTS:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if any(part.count(".") > _MOST_DOTS for part in line.split("=")):
            raise ContentFileError(path, number, "it is nested too deeply")


def _line_of_digits(text: str) -> int:
    return max(enumerate(text.split("\n"), 1), key=lambda one: sum(map(str.isdigit, one[1])))[0]


def _read_text(path: Path) -> str:
    try:
        if not S_ISREG(path.stat().st_mode):  # a pipe would be waited for without end
            raise ContentFileError(path, 1, "it is no ordinary file")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ContentFileError(path, 1, f"it cannot be read ({reason_of(error)})") from error
    except ValueError as error:
        raise ContentFileError(path, 1, "its name is no file name") from error
    if len(content) > MOST_BYTES:
        raise ContentFileError(path, 1, f"it is larger than {MOST_BYTES // 1024} KiB")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ContentFileError(path, line, "it is no UTF-8 text") from error
