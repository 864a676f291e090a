"""Damaged content files that storage reads: each is read or one sentence, never a traceback."""

from __future__ import annotations

import random
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from damage import damaged

from acutimer.core.emergency import read_numbers
from acutimer.core.safety_table import read_rules
from acutimer.places import resource_path
from acutimer.storage.errors import StorageError
from acutimer.storage.phrase_files import load_clauses
from acutimer.storage.preferences_file import load_preferences
from acutimer.storage.resource_files import (
    load_atlas,
    load_more,
    load_point_uses,
    load_routine_file,
)
from acutimer.storage.toml_files import load_content

_ATLAS = load_atlas(resource_path("points.toml"))[0]
_PREFERENCES = b"""schema = 1
voice = "en"
voice_volume = 0.5
spots = {"GB20.left" = [0.34, -0.56]}
breath = true
breaths_per_minute = 6.0
figure = "male"
"""


def _targets() -> list[tuple[str, bytes, Callable[[Path], object]]]:
    """Name, sound content and reader of each kind of file."""
    readers: list[tuple[str, Callable[[Path], object]]] = [
        ("points.toml", load_atlas),
        ("points-more.toml", lambda path: load_more(path, _ATLAS)),
        ("pain-places.toml", load_point_uses),
        ("safety.toml", lambda path: load_content(path, read_rules)),
        ("emergency.toml", lambda path: load_content(path, read_numbers)),
        ("routine-example.toml", lambda path: load_routine_file(path, _ATLAS)),
        ("voice/en/phrases.toml", load_clauses),
        ("voice/de/phrases.toml", load_clauses),
        *(
            (f"routines/{path.name}", lambda path: load_routine_file(path, _ATLAS))
            for path in sorted(resource_path("routines").glob("*.toml"))
        ),
    ]
    shipped = [(name, resource_path(name).read_bytes(), read) for name, read in readers]
    return [*shipped, ("preferences.toml", _PREFERENCES, load_preferences)]


def soak(files: int, seed: int) -> dict[str, object]:
    """So many damaged files, of each kind in turn."""
    return read_damaged(_targets(), files, seed)


def read_damaged(
    targets: list[tuple[str, bytes, Callable[[Path], object]]], files: int, seed: int
) -> dict[str, object]:
    """Damage and read each kind in turn; counts what is no sentence."""
    chance = random.Random(seed)
    refused, faults = 0, list[str]()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(files):
            name, content, read = targets[number % len(targets)]
            path = Path(folder, f"{number}-{Path(name).name}")
            path.write_bytes(damaged(content, chance))
            try:
                read(path)
            except StorageError as fault:
                refused += 1
                if not fault.sentence.isprintable():
                    faults.append(f"{name}: a sentence that cannot be printed")
            except Exception:  # noqa: BLE001 - any is what is counted here
                faults.append(f"{name}: {traceback.format_exc(limit=-1)}")
            path.unlink(missing_ok=True)
            if number % 50 == 0:
                print(f"{number} of {files} files", end="\r", file=sys.stderr)
    return {
        "files": files,
        "refused": refused,
        "tracebacks": len(faults),
        "shown": faults[:5],
        "holds": not faults,
    }
