"""300 broken files: each gives a result or a sentence of ours, and costs nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from acutimer.core.journal import EntryKind, Moment, Rating
from acutimer.core.points import Atlas
from acutimer.core.preferences import Preferences
from acutimer.places import MORE_POINTS, resource_path
from acutimer.storage.backups import back_up
from acutimer.storage.database import open_database
from acutimer.storage.errors import DatabaseError, StorageError
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.preferences_file import load_preferences, save_preferences
from acutimer.storage.rescue import restore, set_aside
from acutimer.storage.resource_files import load_atlas, load_more, load_routines
from acutimer.storage.toml_files import ContentFileError
from tests.storage.journals import WallClock

ROUTINES, POINTS, PREFERENCES, DATABASES = 100, 60, 60, 80

Mutation = Callable[[bytearray, random.Random], None]


def _random_bytes(content: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)


def _truncated(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


def _bitten(content: bytearray, chance: random.Random) -> None:
    begins = chance.randrange(len(content))
    del content[begins : begins + chance.randint(1, 2000)]


def _stuffed(content: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(content))
    content[at:at] = chance.randbytes(chance.randint(1, 200))


def _repeated(content: bytearray, chance: random.Random) -> None:
    begins = chance.randrange(len(content))
    content += content[begins : begins + chance.randint(1, 2000)]


def _noise(content: bytearray, chance: random.Random) -> None:
    content[:] = chance.randbytes(chance.randint(0, 5000))


def _swapped_types(content: bytearray, chance: random.Random) -> None:
    """Give some keys of a TOML file a value of another type, or an absurd one."""
    lines = content.decode().splitlines()
    keys = [n for n, line in enumerate(lines) if re.match(r"\s*[\w-]+ = ", line)]
    absurd = (
        *("-1", "0", "1e999", "nan", "-inf", "9" * 30, "true", "[]", "{}", "[[]]", "''", "1.5"),
        *('"\\u0000"', '"\\U0010FFFF"', "2026-03-01", "[1, 'a']", "{a = [{}]}", '"' + "x" * 3000),
        '"' + "x" * 3000 + '"',
    )
    for number in chance.sample(keys, min(len(keys), chance.randint(1, 3))):
        key = lines[number].partition("=")[0]
        lines[number] = f"{key}= {chance.choice(absurd)}"
    content[:] = "\n".join(lines).encode()


def _renamed_keys(content: bytearray, chance: random.Random) -> None:
    lines = content.decode().splitlines()
    for number in chance.sample(range(len(lines)), min(len(lines), 3)):
        lines[number] = lines[number][::-1] if chance.random() < 0.5 else ""
    content[:] = "\n".join(lines).encode()


BYTES: tuple[Mutation, ...] = (*(_random_bytes, _truncated, _bitten, _stuffed, _repeated, _noise),)
TEXTS: tuple[Mutation, ...] = (*BYTES, *[_swapped_types] * 6, *[_renamed_keys] * 2)


def broken(content: bytes, seed: int, mutations: tuple[Mutation, ...]) -> bytes:
    """The content after one or two mutations; the same for the same seed."""
    chance = random.Random(seed)
    changed = bytearray(content)
    for mutate in chance.choices(mutations, k=chance.randint(1, 2)):
        try:
            if changed:
                mutate(changed, chance)
        except UnicodeDecodeError:  # after the first one it may be no text any more
            _random_bytes(changed, chance)
    return bytes(changed)


def require_one_sentence(sentence: str) -> None:
    assert sentence
    assert "Traceback" not in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("seed", range(ROUTINES))
def test_a_broken_routine(atlas: Atlas, tmp_path: Path, seed: int) -> None:
    sound = sorted(resource_path("routines").glob("*.toml"))
    content = broken(sound[seed % len(sound)].read_bytes(), seed, TEXTS)
    (tmp_path / "broken.toml").write_bytes(content)
    routines, faults = load_routines([resource_path("routines"), tmp_path], atlas)
    assert len(routines) + len(faults) == len(sound) + 1
    assert len(routines) >= len(sound)
    for fault in faults:
        require_one_sentence(fault.sentence)
        assert fault.file.name == "broken.toml"
        assert 1 <= fault.line <= content.count(b"\n") + 1


@pytest.mark.parametrize("seed", range(POINTS))
def test_broken_points(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "points.toml"
    content = broken(resource_path("points.toml").read_bytes(), seed, TEXTS)
    path.write_bytes(content)
    try:
        atlas, faults = load_atlas(path)
    except ContentFileError as error:
        require_one_sentence(error.sentence)
        return
    for fault in faults:
        require_one_sentence(fault.sentence)
        assert 1 <= fault.line <= content.count(b"\n") + 1
    routines, refused = load_routines([resource_path("routines")], atlas)
    for fault in refused:
        require_one_sentence(fault.sentence)
    assert routines or refused


@pytest.mark.parametrize("seed", range(POINTS))
def test_broken_more_points(atlas: Atlas, tmp_path: Path, seed: int) -> None:
    path = tmp_path / MORE_POINTS
    content = broken(resource_path(MORE_POINTS).read_bytes(), seed, TEXTS)
    path.write_bytes(content)
    whole, faults = load_more(path, atlas)
    assert whole.points[: len(atlas.points)] == atlas.points
    for fault in faults:
        require_one_sentence(fault.sentence)
        assert 1 <= fault.line <= content.count(b"\n") + 1


@pytest.mark.parametrize("seed", range(PREFERENCES))
def test_broken_preferences(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "preferences.toml"
    save_preferences(path, Preferences())
    content = broken(path.read_bytes(), seed, TEXTS)
    path.write_bytes(content)
    preferences, sentence = load_preferences(path)
    assert path.read_bytes() == content
    save_preferences(path, preferences)
    assert load_preferences(path) == (preferences, None)
    aside = tmp_path / "preferences.toml.broken-1"
    if sentence is None:
        assert not aside.exists()
    else:
        require_one_sentence(sentence)
        assert aside.read_bytes() == content


def _broken_header(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(100)] = chance.randrange(256)


def _swapped_pages(content: bytearray, chance: random.Random) -> None:
    pages = max(1, len(content) // 4096)
    one, other = (chance.randrange(pages) * 4096 for _ in range(2))
    kept = content[one : one + 4096]
    content[one : one + 4096] = content[other : other + 4096]
    content[other : other + 4096] = kept


def _zeroed_page(content: bytearray, chance: random.Random) -> None:
    begins = chance.randrange(max(1, len(content) // 4096)) * 4096
    content[begins : begins + 4096] = bytes(4096)


def _broken_schema(content: bytearray, chance: random.Random) -> None:
    at = content.find(chance.choice([b"entry", b"device", b"hlc", b"seq", b"TEXT", b"INTEGER"]))
    if at >= 0:
        content[at] = chance.randrange(65, 91)


PAGES: tuple[Mutation, ...] = (
    *BYTES,
    *(_broken_header, _swapped_pages, _zeroed_page, _broken_schema) * 2,
)


@pytest.fixture(scope="session")
def sound_journal(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Path, int]:
    """The bytes of a journal of some pages, a backup of it, and how much it shows."""
    folder = tmp_path_factory.mktemp("sound")
    now = WallClock()
    database = open_database(folder / "journal.sqlite3", now=now, backups=folder / "backups")
    store = JournalStore(database, now, lambda at: "")
    for value in range(80):
        note = "as it was noted " * (value % 5)
        now.move(hours=1)
        noted = store.add_rating(Rating("", value % 11, Moment.NOW, now(), "neck", "left", note))
        if value % 9 == 0:
            store.correct(noted.id, {"value": 1, "moment": "now"})
    store.append(EntryKind.SESSION_BEGAN, {"routine": "desk-pause"})
    count = len(store.entries())
    database.close()
    path = folder / "journal.sqlite3"
    return path.read_bytes(), back_up(path, folder / "backups", now()), count


@pytest.mark.parametrize("seed", range(DATABASES))
def test_a_broken_database(
    sound_journal: tuple[bytes, Path, int], path: Path, now: WallClock, seed: int
) -> None:
    sound, backup, count = sound_journal
    content = broken(sound, seed, PAGES)
    path.parent.mkdir()
    path.write_bytes(content)
    if seed % 4 == 0:
        path.with_name("journal.sqlite3-wal").write_bytes(random.Random(seed).randbytes(9000))
    try:
        database = open_database(path, now=now, backups=path.parent / "backups")
    except DatabaseError as error:
        require_one_sentence(error.sentence)
    else:
        _use(JournalStore(database, now, lambda at: ""), now)
        fault = database.quick_check()
        if fault is not None:
            require_one_sentence(fault)
        database.close()
    aside = set_aside(path, now=now(), backups=backup.parent)
    assert aside.newest_backup == backup
    assert aside.moved.exists()
    restore(backup, path)
    database = open_database(path, now=now, backups=path.parent / "backups")
    assert len(JournalStore(database, now).entries()) == count
    database.close()


def _use(store: JournalStore, now: WallClock) -> None:
    """Read and write in every way; errors of ours are answers."""
    ways: tuple[Callable[[], object], ...] = (
        store.entries,
        store.ratings,
        store.sessions,
        store.first_at,
        store.unfinished_session,
        lambda: store.latest(EntryKind.RATING),
        lambda: store.add_rating(Rating("", 5, Moment.NOW, now())),
        lambda: [store.remove(entry.id) for entry in store.entries()[:3]],
        lambda: [store.restore(entry.id) for entry in store.entries()[-3:]],
    )
    for way in ways:
        try:
            way()
        except StorageError as error:
            require_one_sentence(error.sentence)
