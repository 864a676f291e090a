"""Speaks every clause of packaging/voice/phrases into resources/voice.

    packaging/dev voice                  both languages
    packaging/dev voice --language de    one of them
    packaging/dev voice --check          build again elsewhere and compare every byte
    packaging/dev voice --compare        the figures by which the voices were compared

The same tables and the same versions of the engines give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TARGET = ROOT / "resources" / "voice"
sys.path.insert(0, str(HERE))

import compare
from engines import VOICES, EngineMissing, needed, origin_of, spoken
from sound import PER_MS, RATE_HZ, shipped

SCHEMA = 1


def say(words: str) -> None:
    print(f"voice: {words}", file=sys.stderr, flush=True)


def phrases(language: str) -> dict[str, tuple[str, str]]:
    """Of each clause the caption and the spelling for the engine."""
    table = tomllib.loads((HERE / "phrases" / f"{language}.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, str]] = {}
    for clause, entry in table["clauses"].items():
        words = entry if isinstance(entry, str) else entry["words"]
        found[clause] = words, words if isinstance(entry, str) else entry.get("say", words)
    return found


def record(language: str, clause: str, spelling: str, folder: Path) -> int:
    """Write one clause as FLAC; returns its length in ms."""
    samples = shipped(*spoken(language, spelling))
    plain = folder / f"{clause}.wav"
    with wave.open(str(plain), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.astype("<i2").tobytes())
    # no padding, no seek table, no tags: nothing but the sound decides the bytes
    options = ("--silent", "--force", "--best", "--no-padding", "--no-seektable")
    flac = folder / f"{clause}.flac"
    subprocess.run(("flac", *options, "-o", str(flac), str(plain)), check=True)
    plain.unlink()
    return len(samples) // PER_MS


def build(language: str, folder: Path) -> int:
    """All clauses of a language and their table; returns the bytes they take."""
    folder.mkdir(parents=True)
    table = phrases(language)
    with ThreadPoolExecutor(max(1, (os.cpu_count() or 2) - 1)) as pool:
        lengths = pool.map(
            lambda item: record(language, item[0], item[1][1], folder), table.items()
        )
        rows = list(zip(table.items(), lengths, strict=True))
    voice = VOICES[language]
    lines = [
        "# Written by packaging/dev voice; the words come from packaging/voice/phrases.",
        f"schema = {SCHEMA}",
        f'language = "{language}"',
        f'voice = "{voice.name}"',
        f'licence = "{voice.licence}"',
        f'origin = "{origin_of(voice)}"',
    ]
    for (clause, (words, _)), length_ms in rows:
        lines += ["", f'[clauses."{clause}"]', f'words = "{words}"', f"length_ms = {length_ms}"]
    (folder / "phrases.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    total = sum(file.stat().st_size for file in folder.iterdir())
    seconds = sum(length_ms for _, length_ms in rows) / 1000
    say(f"{language}: {len(rows)} clauses, {seconds:.0f} s of speech, {total / 1e6:.2f} MB")
    return total


def replaced(language: str) -> None:
    """Build beside the old recordings and put the new ones in their place only when whole."""
    fresh = TARGET / f".{language}"
    shutil.rmtree(fresh, ignore_errors=True)
    build(language, fresh)
    shutil.rmtree(TARGET / language, ignore_errors=True)
    fresh.rename(TARGET / language)


def differing(language: str) -> list[str]:
    """The files that come out otherwise when built again."""
    with tempfile.TemporaryDirectory() as work:
        again, there = Path(work) / language, TARGET / language
        build(language, again)
        names = {file.name for folder in (again, there) for file in folder.iterdir()}
        return sorted(
            name
            for name in names
            if not ((again / name).exists() and (there / name).exists())
            or (again / name).read_bytes() != (there / name).read_bytes()
        )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="packaging/dev voice", description="Speak the clauses.")
    parser.add_argument("--language", choices=tuple(VOICES), action="append")
    parser.add_argument("--check", action="store_true", help="build again and compare every byte")
    parser.add_argument(
        "--compare", action="store_true", help="figures of the voices to choose from"
    )
    chosen = parser.parse_args(arguments)
    try:
        needed()
        if chosen.compare:
            compare.tell()
            return 0
        found: list[str] = []
        for language in chosen.language or VOICES:
            if chosen.check:
                found += [f"{language}/{name}" for name in differing(language)]
            else:
                replaced(language)
    except EngineMissing as problem:
        say(f"{problem}; nothing was changed. `packaging/dev voice` installs what is needed.")
        return 2
    if found:
        say(f"{len(found)} files come out otherwise: {', '.join(found[:5])}")
        return 1
    if chosen.check:
        say("every file comes out the same")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
