"""What a language's table asks for: voice, clauses, gates. Must never speak or listen."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLES = HERE / "phrases"
#: What a table that says nothing asks of its pack.
_GATES = {"misheard_percent": 10, "quality": 4.0, "words_a_minute": [120, 200]}


@dataclass(frozen=True)
class Voice:
    """The `[voice]` of a table.

    ``sounds`` says who turns letters into Kokoro's sounds: "hibari" (English), or "espeak-ng es",
    a voice of espeak-ng. ``tempo`` below 1 stretches what is said, at the same pitch.
    ``with_the_app`` is for what every acutimer brings; any other language is a package of its own.
    """

    name: str
    engine: str
    speaker: str
    sounds: str
    tempo: float
    with_the_app: bool


@dataclass(frozen=True)
class Gates:
    """What a pack must reach: words misheard in percent, predicted quality, words a minute."""

    misheard_percent: float
    quality: float
    words_a_minute: tuple[int, int]


@dataclass(frozen=True)
class Row:
    """A clause: its caption, the spellings to try in their order, and what may be heard for it."""

    id: str
    words: str
    spellings: tuple[str, ...]
    heard: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """All of a language."""

    language: str
    voice: Voice
    gates: Gates
    rows: tuple[Row, ...]


def languages() -> tuple[str, ...]:
    """Every language that has a table."""
    return tuple(sorted(path.stem for path in TABLES.glob("*.toml")))


def read(language: str) -> Table:
    """The table of a language; KeyError or TypeError where it lacks something."""
    told = tomllib.loads((TABLES / f"{language}.toml").read_text(encoding="utf-8"))
    voice, gates = told["voice"], _GATES | told.get("gates", {})
    return Table(
        language,
        Voice(
            voice["name"],
            voice["engine"],
            voice["speaker"],
            voice.get("sounds", ""),
            float(voice.get("tempo", 1.0)),
            bool(voice.get("with_the_app", False)),
        ),
        Gates(gates["misheard_percent"], gates["quality"], tuple(gates["words_a_minute"])),
        tuple(_row(clause, entry) for clause, entry in told["clauses"].items()),
    )


def _row(clause: str, entry: str | dict[str, object]) -> Row:
    if isinstance(entry, str):
        return Row(clause, entry, (entry,), ())
    words = str(entry["words"])
    ways, heard = entry.get("ways", []), entry.get("heard", [])
    if not isinstance(ways, list) or not isinstance(heard, list):
        raise TypeError(f"{clause}: ways and heard are lists")
    return Row(clause, words, (str(entry.get("say", words)), *ways), tuple(heard))
