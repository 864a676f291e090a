"""Reads the TOML files that the program ships once and for all: acutimer/storage/parsed.

    .venv/bin/python packaging/parsed.py

Run it after a change of one of them; until then that file is read as any other, which takes the
start some milliseconds more. What is written holds the file's text too, and is only taken for that.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from acutimer.storage.toml_files import PARSED, parsed_name

#: The window never reads the example, which is for people who write routines. Of the rules and the
#: numbers only the very files are held against their checked copies (storage.safety_rules).
_NOT = ("routine-example.toml", "safety.toml", "emergency.toml")


def shipped() -> list[Path]:
    """The files, in order."""
    return [one for one in sorted((ROOT / "resources").rglob("*.toml")) if one.name not in _NOT]


def written(path: Path) -> str:
    """What is kept of a file; raises ValueError for what JSON does not hold as it is."""
    text = path.read_text(encoding="utf-8")
    content = tomllib.loads(text)
    kept = json.dumps({"text": text, "content": content}, ensure_ascii=False)
    if repr(json.loads(kept)["content"]) != repr(content):
        raise ValueError(f"{path} cannot be kept as JSON")
    return kept + "\n"


def main() -> None:
    """Write them anew, and nothing else."""
    PARSED.mkdir(exist_ok=True)
    for old in PARSED.glob("*.json"):
        old.unlink()
    for path in shipped():
        (PARSED / parsed_name(path)).write_text(written(path), encoding="utf-8")


if __name__ == "__main__":
    main()
