"""The verbs on this machine: check, the launcher entry, and what opens the window."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.cli.asking import BadInput, places_of
from acutimer.cli.voices import voices_line

if TYPE_CHECKING:
    from acutimer.places import Places

#: Exit code of ``check`` when the database is bad.
_BAD = 2


def check(options: argparse.Namespace) -> int:
    """Say in one line each what this machine offers; bad only when the database is."""
    from acutimer.audio.player import sound_line
    from acutimer.desktop import surroundings

    sound_database, words = _database_line(places_of(options))
    lines = [("database", sound_database, words)]
    lines.extend(
        (line.name, line.works, line.sentence) for line in surroundings.findings(os.environ)
    )
    works, sentence = sound_line()
    lines.insert(1, ("sound", works, sentence))
    lines.insert(2, ("voices", *voices_line()))
    lines.insert(1, ("points", *_points_line()))
    for name, works, sentence in lines:
        print(f"{name:9} {'yes' if works else 'no ':3}  {sentence}")
    return 0 if sound_database else _BAD


def _database_line(places: Places) -> tuple[bool, str]:
    from acutimer.cli.journal import entries_in_words
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.database import open_database
    from acutimer.storage.errors import StorageError
    from acutimer.storage.journal_store import JournalStore
    from acutimer.storage.private_files import writing_fault

    unwritable = writing_fault(places.data)
    if unwritable:
        return False, f"Nothing can be noted: {unwritable}"
    if not places.database.exists():
        return True, f"Nothing noted yet; notes will go to {places.database}."
    now = SystemClock().now
    try:
        with closing(open_database(places.database, now=now, backups=places.backups)) as database:
            fault, lost = database.quick_check(), JournalStore(database, now).unreadable()
    except StorageError as error:
        return False, error.sentence
    if fault or lost:
        words = f" {entries_in_words(lost)} could not be read." if lost else ""
        return False, f"{fault or f'{places.database} is damaged.'}{words}"
    return True, f"{places.database} is sound."


def _points_line() -> tuple[bool, str]:
    """Whether every point is there and its touch steps lead somewhere."""
    from acutimer.core.find_words import find_faults
    from acutimer.places import MORE_POINTS, resource_path
    from acutimer.storage.errors import StorageError
    from acutimer.storage.resource_files import load_atlas, load_more

    try:
        atlas, faults = load_atlas(resource_path("points.toml"))
        atlas, more = load_more(resource_path(MORE_POINTS), atlas)
    except StorageError as error:
        return False, error.sentence
    wrong = [fault.sentence for fault in (*faults, *more)]
    wrong += find_faults({point.code: point.find for point in atlas.points})
    if wrong:
        return False, f"{len(wrong)} faults in the points; the first: {wrong[0]}"
    return True, f"{len(atlas.points)} points, each with three touch steps."


def open_or_install(options: argparse.Namespace) -> int | tuple[str, ...]:
    """Open the window, or put acutimer into the launcher menu."""
    if options.uninstall and not options.install_desktop:
        raise BadInput("--uninstall goes with --install-desktop.")
    if options.by_bus:
        return ("bus",)
    if not options.install_desktop:
        return ("log-pain",) if options.log_pain else ("show",)
    from acutimer.desktop.launcher import install, uninstall

    share = _share_folder()
    if options.uninstall:
        print(f"{len(uninstall(share))} files taken away from {share}")
    else:
        print(f"{len(install(share, _own_command()))} files put into {share}")
    return 0


def _share_folder() -> Path:
    """Where this person's desktop looks for launchers."""
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if os.path.isabs(named) else Path.home() / ".local/share"


def _own_command() -> str:
    """The absolute path of the command that was called."""
    import shutil

    called = Path(sys.argv[0])
    beside = Path(sys.executable).with_name("acutimer")
    found = beside if beside.exists() else Path(shutil.which("acutimer") or called)
    return str(found.absolute())
