"""The verbs on backups: backup list, make, restore, drill."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from acutimer.cli.asking import BadInput, places_of, print_json
from acutimer.cli.journal import entries_in_words, open_journal

if TYPE_CHECKING:
    from acutimer.storage.backups import Backup

_SCHEMA = 1


def add_verbs(parser: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]) -> None:
    """Add the verbs of ``backup``."""
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", parser_class=parser_class)
    rows = (
        ("list", "List the backups, the newest first.", list_, "acutimer backup list --json"),
        ("make", "Make a backup now.", make, "acutimer backup make"),
        ("restore", "Go on from a backup.", restore, "acutimer backup restore ID --yes"),
        ("drill", "Try whether a backup can be restored.", drill, "acutimer backup drill"),
    )
    for name, words, answer, example in rows:
        made = verbs.add_parser(
            name,
            help=words[0].lower() + words[1:-1],
            description=words,
            epilog=f"example: {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(answer=answer)
        if name in ("list", "drill"):
            made.add_argument("--json", action="store_true", help="print JSON")
        if name == "drill":
            words = "a backup's id; without it, the one that holds the most"
            made.add_argument("id", metavar="ID", nargs="?", help=words)
        if name == "restore":
            made.add_argument("id", metavar="ID", help="a backup's id, as backup list tells it")
            made.add_argument("--yes", action="store_true", help="without asking")


def help_(options: argparse.Namespace) -> int:
    """What can be asked of backups."""
    options.parser.print_help()
    return 0


def list_(options: argparse.Namespace) -> int:
    """List the backups, the newest by what they hold first."""
    from acutimer.storage.backups import backups_in

    backups = [(it, it.find_fault()) for it in backups_in(places_of(options).backups)]
    if options.json:
        return print_json(
            {
                "schema": _SCHEMA,
                "backups": [
                    {
                        "id": backup.id,
                        "path": str(backup.path),
                        "made_at": backup.made_at.isoformat(),
                        "entries": max(0, backup.entries),
                        "checked": fault is None,
                    }
                    for backup, fault in backups
                ],
            }
        )
    for backup, fault in backups:
        words = entries_in_words(max(0, backup.entries))
        print(f"{backup.id:24}  {words:>14}  {'checked' if fault is None else 'damaged'}")
    return 0


def make(options: argparse.Namespace) -> int:
    """Make a backup now."""
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.backups import back_up

    places = places_of(options)
    if not places.database.exists():
        raise BadInput("Nothing was noted yet; there is nothing to back up.")
    database, _ = open_journal(options)
    with closing(database):
        path = back_up(places.database, places.backups, SystemClock().now())
    print(f"{path}: {entries_in_words(_at(options, path.stem).entries)}, checked")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Let a backup take the journal's place, which is kept beside it."""
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.rescue import go_back

    backup, places = _at(options, options.id), places_of(options)
    fault = backup.find_fault()
    if fault is not None:
        raise BadInput(f"The backup {backup.id} is damaged and was not restored; choose another.")
    words = f"the backup {backup.id} with {entries_in_words(backup.entries)}"
    if not options.yes and not _agreed(f"Go on from {words}? What is there now is kept beside it."):
        raise BadInput("Nothing was changed; say --yes to restore it.")
    aside = go_back(backup.path, places.database, SystemClock().now())
    print(f"acutimer goes on from {words}.")
    if aside is not None:
        print(f"What was there before is kept as {aside}")
    print("The safety questions are asked again before the next session.")
    return 0


def drill(options: argparse.Namespace) -> int:
    """Restore a backup into a temporary place, count and compare, and say so."""
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.backups import backups_in
    from acutimer.storage.drill import drill as try_out
    from acutimer.storage.tried import keep_tried

    places = places_of(options)
    held = [it for it in backups_in(places.backups) if it.entries >= 0]
    if options.id is None and not held:
        raise BadInput("There is no backup to try; acutimer backup make makes one.")
    backup = held[0] if options.id is None else _at(options, options.id)
    if backup.find_fault() is not None:
        raise BadInput(f"The backup {backup.id} is damaged; nothing was changed. Try another.")
    came = try_out(backup, places.backups, SystemClock().now)
    keep_tried(places.backups, SystemClock().now(), came)
    if not came.is_whole:
        raise BadInput(
            f"Of the {entries_in_words(came.entries)} of the backup {backup.id}, {came.came_back} "
            f"came back and {came.readable} could be read; nothing was changed. Try another, and "
            "make a new one."
        )
    if options.json:
        return print_json(
            {
                "schema": _SCHEMA,
                "id": backup.id,
                "entries": came.entries,
                "came_back": came.came_back,
                "readable": came.readable,
            }
        )
    print(f"{backup.id}: restored into a temporary place; all {entries_in_words(came.entries)} "
          "came back as they were and can be read. Nothing was changed.")  # fmt: skip
    return 0


def _at(options: argparse.Namespace, identifier: str) -> Backup:
    from acutimer.storage.backups import backups_in

    folder = places_of(options).backups
    backups = backups_in(folder)
    for backup in backups:
        if identifier in (backup.id, backup.path.stem):
            return backup
    known = f"there are {', '.join(it.id for it in backups)}" if backups else "there are none"
    raise BadInput(f"There is no backup {identifier!r} in {folder}; {known}.")


def _agreed(question: str) -> bool:
    """The answer of a person; none where nobody can be asked."""
    if not (sys.stdin and sys.stdin.isatty()):
        return False
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")
