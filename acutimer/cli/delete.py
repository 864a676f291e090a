"""acutimer delete: everything that is kept of a profile goes, once the word was typed."""

from __future__ import annotations

import argparse
import sys

from acutimer.cli.asking import BadInput, places_of
from acutimer.core.deleting import WHAT_GOES, WORD, is_word

_EXPORT = "acutimer log export --format json FILE writes one first."


def add_options(verb: argparse.ArgumentParser) -> None:
    """Add what it understands."""
    verb.add_argument("--yes", action="store_true", help="do not ask")


def delete(options: argparse.Namespace) -> int:
    """Delete everything of the profile, after asking for the word."""
    from acutimer.storage.erasing import erase, is_anything_kept

    places = places_of(options)
    if not is_anything_kept(places):
        print("There is nothing to delete.")
        return 0
    if not options.yes and not _typed():
        raise BadInput(f"Nothing was deleted; type {WORD} when asked, or say --yes.")
    erase(places)
    print("Everything was deleted.")
    return 0


def _typed() -> bool:
    """Whether a person typed the word; not where nobody can be asked."""
    if not (sys.stdin and sys.stdin.isatty()):
        return False
    print(f"{WHAT_GOES} {_EXPORT}\nType {WORD} to go on: ", end="", file=sys.stderr, flush=True)
    return is_word(sys.stdin.readline())
