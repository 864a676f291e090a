"""Reading mappings that a person may have written by hand, with faults that can be located.

A fault names the path of keys to the bad value, so that storage can say which line it is on.
Must never guess: what is missing, of the wrong type or out of bounds is a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TypeVar, cast

E = TypeVar("E", bound=Enum)
Path = tuple[str | int, ...]


#: Letters of a text, and the largest number, that a fault quotes.
_MOST_SHOWN, _LARGEST_SHOWN = 60, 10**12
#: Characters that move a terminal, end a text early or turn its direction, and show nothing.
UNSEEN = "".join(
    chr(code)
    for span in ((0x00, 0x20), (0x7F, 0xA0), (0x202A, 0x202F), (0x2066, 0x206A))
    for code in range(*span)
)


def on_one_line(text: str) -> str:
    """A text with single spaces for every stretch of blanks and line breaks."""
    return " ".join(text.split())


def writable(text: str, most: int) -> str:
    """What a file can hold of typed words: nothing broken or unseen, one line, not too long."""
    whole = on_one_line(text.encode("utf-8", "ignore").decode("utf-8"))
    seen = "".join(letter for letter in whole if letter not in UNSEEN)
    return on_one_line(seen)[:most].strip()


def unseen_in(text: str) -> str:
    """The first character that cannot be seen, as U+202E; empty when there is none."""
    return next((f"U+{ord(letter):04X}" for letter in text if letter in UNSEEN), "")


def shown(value: object) -> str:
    """A value as a fault names it: short, whatever was written."""
    match value:
        case str():
            return repr(value if len(value) <= _MOST_SHOWN else f"{value[:_MOST_SHOWN]}…")
        case int() if abs(value) > _LARGEST_SHOWN:
            return "so large a number"
        case Mapping():
            return "a table"
        case list():
            return "a list"
        case _:
            return repr(value)


class ContentError(ValueError):
    """Something in a content file that cannot be used; ``path`` is the way of keys to it."""

    def __init__(self, reason: str, path: Path = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path


def read_rows(
    content: Mapping[str, object], key: str, read: Callable[[Reader], None]
) -> list[ContentError]:
    """Read each table of a list on its own; gives the faults of those that were left out."""
    rows = content.get(key)
    if not isinstance(rows, list):
        return [ContentError(f"a list of tables [[{key}]] is missing", (key,))]
    faults: list[ContentError] = []
    for index, row in enumerate(cast("list[object]", rows)):
        try:
            read(Reader.over(row, (key, index)))
        except ContentError as fault:
            faults.append(fault)
    return faults


class Reader:
    """Typed access to one table of a content file."""

    def __init__(self, values: Mapping[str, object], path: Path = ()) -> None:
        self._values = values
        self._path = path

    @classmethod
    def over(cls, value: object, path: Path) -> Reader:
        """A reader of a value that must be a table."""
        if not isinstance(value, Mapping):
            raise ContentError("a table was expected here", path)
        return cls(cast("Mapping[str, object]", value), path)

    def error(self, reason: str, key: str | None = None) -> ContentError:
        """A fault located at one key of this table."""
        return ContentError(reason, self._path if key is None else (*self._path, key))

    def has(self, key: str) -> bool:
        """Whether the key is there at all."""
        return key in self._values

    def keys(self) -> tuple[str, ...]:
        """The keys of this table in the order written."""
        return tuple(self._values)

    @property
    def values(self) -> Mapping[str, object]:
        """The table as it is."""
        return self._values

    def only(self, *known: str) -> None:
        """Refuse keys nobody would read, which are mostly typing mistakes."""
        for key in self._values:
            if key not in known:
                raise self.error(f"the key {shown(key)} is not known here", key)

    def _value(self, key: str) -> object:
        if key not in self._values:
            raise self.error(f"{key} is missing")
        return self._values[key]

    def text(self, key: str, default: str | None = None, most: int = 2000) -> str:
        """A text of at most ``most`` characters."""
        if default is not None and key not in self._values:
            return default
        value = self._value(key)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(f"{key} must be a text", key)
        if len(value) > most:
            raise self.error(f"{key} is longer than {most} characters", key)
        return value

    def texts(self, key: str, allowed: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts, each one of ``allowed`` where that is given."""
        value = self._value(key)
        if not isinstance(value, list):
            raise self.error(f"{key} must be a list of texts", key)
        items = cast("list[object]", value)
        for item in items:
            if not isinstance(item, str):
                raise self.error(f"{key} must be a list of texts", key)
            if allowed is not None and item not in allowed:
                raise self.error(
                    f"{key} may only hold {', '.join(allowed)}, not {shown(item)}", key
                )
        return tuple(cast("list[str]", items))

    def texts_by_key(self, key: str) -> dict[str, str]:
        """A table of texts."""
        table = self.table(key)
        return {name: table.text(name) for name in table.keys()}

    def flag(self, key: str, default: bool | None = None) -> bool:
        """True or false."""
        if default is not None and key not in self._values:
            return default
        value = self._value(key)
        if not isinstance(value, bool):
            raise self.error(f"{key} must be true or false", key)
        return value

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number within bounds."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(f"{key} must be a whole number", key)
        if not least <= value <= most:
            raise self.error(f"{key} must lie from {least} to {most}, not {shown(value)}", key)
        return value

    def whole_pair(self, key: str) -> tuple[int, int]:
        """Two whole numbers of seconds, the smaller first."""
        value = self._value(key)
        pair = cast("list[object]", value) if isinstance(value, list) else []
        if len(pair) != 2 or not all(type(n) is int for n in pair):
            raise self.error(f"{key} must be two whole numbers", key)
        least, most = cast("list[int]", pair)
        if not 0 < least <= most:
            raise self.error(f"{key} must rise and be above zero", key)
        return least, most

    def choice(self, key: str, allowed: Sequence[E]) -> E:
        """One of the given members, written as its value."""
        value = self._value(key)
        for member in allowed:
            if member.value == value:
                return member
        names = ", ".join(str(member.value) for member in allowed)
        raise self.error(f"{key} must be one of {names}, not {shown(value)}", key)

    def lists(self, key: str) -> list[list[object]]:
        """A list of lists."""
        value = self._value(key)
        rows = cast("list[object]", value) if isinstance(value, list) else [None]
        if not all(isinstance(row, list) for row in rows):
            raise self.error(f"{key} must be a list of lists", key)
        return cast("list[list[object]]", rows)

    def table(self, key: str) -> Reader:
        """A table within this one."""
        return Reader.over(self._value(key), (*self._path, key))

    def rows(self, key: str) -> list[Reader]:
        """The tables of a list; none when the key is absent."""
        value = self._values.get(key, [])
        if not isinstance(value, list):
            raise self.error(f"{key} must be a list of tables", key)
        return [
            Reader.over(row, (*self._path, key, index))
            for index, row in enumerate(cast("list[object]", value))
        ]
