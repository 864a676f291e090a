"""Speak all clauses of a language into a folder: recordings, and the table beside them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import choice
import ogg
import parts
import sound
import table as tables
from choice import Kept, quoted
from engines import Engine, engine_of
from table import HERE, Row, Table

ROOT = HERE.parents[1]
SCHEMA = 1
#: The coder changes how loud a clause is; one further off than this is written again, so often.
_NEAR_DB, _ROUNDS = 0.15, 4
#: What a worker speaks and listens with: made once for each.
_worker: dict[str, object] = {}


def target(language: str) -> Path:
    """Where the recordings of a language lie: with the app's, or in a package of their own."""
    if tables.read(language).voice.with_the_app:
        return ROOT / "resources" / "voice" / language
    return HERE / "packages" / language / "acutimer_voices" / language


def replace(language: str, again: Collection[str] = (), *, unheard: bool = False) -> str:
    """Build beside the old recordings and put the new ones in their place when whole.

    Chooses the ways of the clauses ``again`` anew, and of those that have none yet; ``unheard``
    does so without the recogniser. Answers a line of figures.
    """
    there = target(language)
    fresh = there.with_name(f".{language}")
    shutil.rmtree(fresh, ignore_errors=True)
    told = build(language, fresh, again, unheard=unheard)
    shutil.rmtree(there, ignore_errors=True)
    fresh.rename(there)
    return told


def differing(language: str) -> list[str]:
    """The files that come out otherwise when built again."""
    with tempfile.TemporaryDirectory() as work:
        again, there = Path(work) / language, target(language)
        build(language, again)
        names = {file.name for folder in (again, there) for file in folder.iterdir()}
        return sorted(
            f"{language}/{name}"
            for name in names
            if not ((again / name).exists() and (there / name).exists())
            or (again / name).read_bytes() != (there / name).read_bytes()
        )


def build(
    language: str, folder: Path, again: Collection[str] = (), *, unheard: bool = False
) -> str:
    """All clauses of a language and their table; answers a line of figures."""
    table = tables.read(language)
    kept = {clause: one for clause, one in choice.read(table).items() if clause not in again}
    folder.mkdir(parents=True)
    count = max(1, os.cpu_count() or 1)
    work = [(row, kept.get(row.id), folder) for row in table.rows]
    with ProcessPoolExecutor(
        count, mp_context=get_context("spawn"), initializer=_begin, initargs=(table, unheard)
    ) as pool:
        lengths: dict[str, int] = {}
        for (row, _, _), (one, length_ms) in zip(work, pool.map(_record, work), strict=True):
            kept[row.id], lengths[row.id] = one, length_ms
        origin, licence = pool.submit(_origin).result()
    choice.write(table, kept)
    _write_table(table, lengths, folder, licence, origin)
    total = sum(file.stat().st_size for file in folder.iterdir())
    words = sum(len(row.words.split()) for row in table.rows)
    seconds = sum(lengths.values()) / 1000
    return (
        f"{language}: {len(lengths)} clauses, {seconds:.0f} s, {total / 1e6:.2f} MB, "
        f"{60 * words / seconds:.0f} words a minute"
    )


def _begin(table: Table, unheard: bool) -> None:
    _worker["table"], _worker["engine"] = table, engine_of(table.voice)
    if unheard:
        _worker["ears"] = None


def _origin() -> tuple[str, str]:
    engine: Engine = _worker["engine"]  # pyright: ignore[reportAssignmentType]
    return f"{engine.origin}; Debian: {parts.debian('sox', 'vorbis-tools')}", engine.licence


def _record(work: tuple[Row, Kept | None, Path]) -> tuple[Kept, int]:
    row, kept, folder = work
    table: Table = _worker["table"]  # pyright: ignore[reportAssignmentType]
    engine: Engine = _worker["engine"]  # pyright: ignore[reportAssignmentType]
    if kept is None:
        if "ears" not in _worker:
            _worker["ears"] = choice.Ears(table.language)
        kept = choice.chosen(row, table, engine, _worker["ears"])  # pyright: ignore[reportArgumentType]
    samples = choice.tried(kept, table.voice, engine).samples
    path = folder / f"{row.id}.ogg"
    for _ in range(_ROUNDS):
        ogg.write(samples, path)
        louder_db = sound.LOUDNESS_DB - sound.loudness_db(ogg.read(path) / 32768)
        if abs(louder_db) <= _NEAR_DB:
            break
        samples = sound.turned_up(samples, louder_db)
    return kept, len(samples) // sound.PER_MS


def _write_table(
    table: Table, lengths: dict[str, int], folder: Path, licence: str, origin: str
) -> None:
    lines = [
        "# Written by packaging/dev voice; the words come from packaging/voice/phrases.",
        f"schema = {SCHEMA}",
        f"language = {quoted(table.language)}",
        f"name = {quoted(table.voice.name)}",
        f"voice = {quoted(f'{table.voice.engine} {table.voice.speaker}')}",
        f"licence = {quoted(f'{licence} (see LICENCE.md)')}",
        f"origin = {quoted(origin)}",
    ]
    for row in table.rows:
        lines += ["", f"[clauses.{quoted(row.id)}]", f"words = {quoted(row.words)}"]
        lines += [f"length_ms = {lengths[row.id]}"]
    (folder / "phrases.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
