"""The safety rules and emergency numbers, held against the copies that the program carries.

Window and verbs read them here. Must never let a file hold that allows more than those copies, nor
anything at all where a copy itself is not what it was.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from acutimer.core.digest import sha256_hex
from acutimer.core.safety_table import Rules, read_rules
from acutimer.places import SOURCES, resource_path
from acutimer.storage.checked import SUMS
from acutimer.storage.errors import StorageError
from acutimer.storage.toml_files import ContentFileError, load_content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from acutimer.core.emergency import Numbers

_T = TypeVar("_T")
_FOLDER = Path(__file__).with_name("checked")
_RULES, _NUMBERS = "safety.toml", "emergency.toml"
_HOLD = "The safety rules acutimer came with hold instead."
_NUMBERS_HOLD = "The emergency numbers acutimer came with hold instead."
#: What is left to say when neither table can be read: number, note, source, and that it is no
#: territory's own.
_ANYWHERE = ("112", "From a mobile phone, 112 reaches help in most countries.", "OURS", False)


class _Changed(StorageError):
    """A copy that the program carries is not what it was."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not what acutimer came with; install acutimer anew.")


def load_rules(path: Path | None = None, folder: Path = _FOLDER) -> tuple[Rules | None, str]:
    """The rules that hold, and a sentence when the file's do not; None when no session may begin.

    ``path`` is the file, ``folder`` holds the checked copies.
    """
    path = path or resource_path(_RULES)
    try:
        _require_checked(folder / _RULES)
        if _is_checked(path, _RULES):
            return load_content(path, read_rules), ""
        shipped = load_content(folder / _RULES, read_rules)
    except StorageError as fault:
        return None, f"{fault.sentence} No session can begin without the safety rules."
    rules, why = _read(path, read_rules)
    if rules is not None and not (why := _allows_more(rules, shipped)):
        return rules, ""
    return shipped, f"{path}{why}. {_HOLD}"


def load_numbers(path: Path | None = None, folder: Path = _FOLDER) -> tuple[Numbers, str]:
    """The emergency numbers that hold, and a sentence when the file's do not."""
    # the rules are read at the start, the numbers when they are first shown
    from acutimer.core.emergency import Number, Numbers, read_numbers

    path = path or resource_path(_NUMBERS)
    try:
        _require_checked(folder / _NUMBERS)
        shipped = load_content(folder / _NUMBERS, read_numbers)
    except StorageError as fault:
        anywhere = Numbers(Number(*_ANYWHERE), {}, {})
        return anywhere, f"{fault.sentence} 112 is shown for every country."
    if _is_checked(path, _NUMBERS):
        return shipped, ""
    numbers, why = _read(path, read_numbers)
    if numbers is not None:
        changed = [
            territory
            for territory, number in shipped.by_territory.items()
            if territory not in numbers.by_territory
            or numbers.by_territory[territory].number != number.number
        ]
        if not changed:
            return numbers, ""
        why = f" has no number, or another, for {changed[0]}"
    return shipped, f"{path}{why}. {_NUMBERS_HOLD}"


def _read(path: Path, read: Callable[[Mapping[str, object]], _T]) -> tuple[_T | None, str]:
    """What a file says, or where and why it cannot be used."""
    try:
        return load_content(path, read), ""
    except ContentFileError as fault:
        return None, f", line {fault.line}: {fault.reason}"


def _allows_more(rules: Rules, shipped: Rules) -> str:
    from acutimer.core.rules_check import weakness
    from acutimer.storage.resource_files import load_sources

    known: set[str] = set()
    with suppress(StorageError):  # then only sources of the checked copy are known
        known = set(load_sources(resource_path(SOURCES)).names)
    found = weakness(rules, shipped, known)
    return f" would allow more: {found}" if found else ""


def _is_checked(path: Path, name: str) -> bool:
    try:
        return sha256_hex(path.read_bytes()) == SUMS[name]
    except OSError:
        return False


def _require_checked(copy: Path) -> None:
    if not _is_checked(copy, copy.name):
        raise _Changed(copy)
