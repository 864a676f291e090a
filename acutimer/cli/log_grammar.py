"""What ``acutimer log`` understands."""

from __future__ import annotations

import argparse

from acutimer.cli import corrections, day_notes, export, imports, journal, watch
from acutimer.core.journal import Moment
from acutimer.core.medicine import MEDICINE_CLASSES, NO_MEDICINE

_KINDS = tuple(moment.value for moment in Moment)
_CLASSES = (*MEDICINE_CLASSES, NO_MEDICINE)


def add_verbs(log: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]) -> None:
    """Add the verbs of ``log``."""
    verbs = log.add_subparsers(title="verbs", metavar="VERB", parser_class=parser_class)
    _add_noting(verbs)
    export.add_verbs(verbs)
    _add_day_notes(verbs, parser_class)
    imports.add_verb(verbs)
    _add_changing(verbs)
    _add_watching(verbs)


def _add_noting(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    plain = argparse.RawDescriptionHelpFormatter
    words = "Note pain from 0 (no pain) to 10 (worst pain you can imagine); prints the entry's id."
    add = verbs.add_parser(
        "add",
        help="note pain",
        description=words,
        formatter_class=plain,
        epilog="example: acutimer log add 4 --when 2026-05-01T08:30 --where neck.left",
    )
    add.set_defaults(answer=journal.log_add)
    add.add_argument("value", metavar="N", help="a whole number from 0 to 10")
    add.add_argument("--kind", choices=_KINDS, default="now", help="what it is of; now at first")
    _add_where(add)
    add.add_argument("--site", metavar="S", help="where, in a word of your own")
    add.add_argument("--side", metavar="S", choices=("left", "right", "both"))
    _add_when(add)
    _add_words(add)
    listing = verbs.add_parser(
        "list",
        help="list what was noted",
        description="List ratings and sessions, oldest first.",
        epilog="example: acutimer log list --json",
        formatter_class=plain,
    )
    listing.set_defaults(answer=journal.log_list)
    listing.add_argument("--json", action="store_true", help="print JSON")


def _add_where(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--where",
        metavar="PLACE",
        action="append",
        default=[],
        help="where it hurts, for instance neck.left; may be given more than once",
    )


def _add_when(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--when", metavar="ISO", help="date and time; local where it has no offset")
    verb.add_argument("--zone", metavar="NAME", help="the zone of --when, such as Europe/Berlin")


def _add_words(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--note", metavar="T", default="", help="a few words")
    verb.add_argument(
        "--tag",
        metavar="WORD",
        action="append",
        default=[],
        help="a word to find it by; may be given more than once",
    )
    verb.add_argument("--json", action="store_true", help="print the entry as JSON")


def _add_day_notes(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    parser_class: type[argparse.ArgumentParser],
) -> None:
    plain = argparse.RawDescriptionHelpFormatter
    words = "Note a headache: when it began, when it ended, or that a day had one."
    headache = verbs.add_parser("headache", help="note a headache", description=words)
    headache.set_defaults(answer=journal.log_help, parser=headache)
    steps = headache.add_subparsers(title="verbs", metavar="VERB", parser_class=parser_class)
    rows = (
        ("begin", "Note that a headache began.", day_notes.begin),
        ("still", "Note that the headache is still there.", day_notes.still),
        ("end", "Note that the headache is over.", day_notes.end),
        ("day", "Note that a day had a headache, or had none.", day_notes.day),
    )
    for name, words, answer in rows:
        made = steps.add_parser(
            name,
            help=words[:1].lower() + words[1:-1],
            description=words,
            epilog=f"example: acutimer log headache {name}",
            formatter_class=plain,
        )
        made.set_defaults(answer=answer)
        if name != "day":
            _add_when(made)
        if name != "still":
            made.add_argument("--worst", metavar="N", help="0 to 10, at its worst")
        if name == "end":
            made.add_argument("--unknown", action="store_true", help="nobody knows since when")
        if name == "day":
            made.set_defaults(when=None, zone=None)
            made.add_argument("--date", metavar="DAY", help="such as 2026-05-01; today at first")
            made.add_argument("--none", action="store_true", help="the day had no headache")
        if name in ("begin", "day"):
            _add_where(made)
            _add_words(made)
        else:
            made.add_argument("--json", action="store_true", help="print the entry as JSON")
    words = "Note medicine against pain that was taken on a day; none says that none was."
    medicine = verbs.add_parser(
        "medicine",
        help="note medicine",
        description=words,
        epilog="example: acutimer log medicine plain --date 2026-05-01",
        formatter_class=plain,
    )
    medicine.set_defaults(answer=day_notes.medicine)
    medicine.add_argument("of_class", metavar="CLASS", choices=_CLASSES, help=", ".join(_CLASSES))
    medicine.add_argument("--name", metavar="T", default="", help="what you call it")
    medicine.add_argument("--date", metavar="DAY", help="the day, where no time is known")
    _add_when(medicine)
    _add_words(medicine)


def _add_changing(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    plain = argparse.RawDescriptionHelpFormatter
    edit = verbs.add_parser(
        "edit",
        help="change an entry",
        description="Change an entry; prints its new id. What is not named stays as it is.",
        epilog="example: acutimer log edit ID --value 3 --note 'after a walk'",
        formatter_class=plain,
    )
    edit.set_defaults(answer=corrections.log_edit)
    edit.add_argument("id", metavar="ID", help="an entry's id, as log list --json tells it")
    edit.add_argument("--value", metavar="N", help="0 to 10; of a headache, at its worst")
    edit.add_argument("--when", metavar="ISO", help="date and time; local where it has no offset")
    edit.add_argument("--note", metavar="T", help="a few words; '' takes them away")
    edit.add_argument(
        "--where", metavar="PLACE", action="append", help="as with log add; '' takes them away"
    )
    edit.add_argument(
        "--tag", metavar="WORD", action="append", help="as with log add; '' takes them away"
    )
    remove = verbs.add_parser(
        "remove",
        help="let an entry show no more",
        description="Let an entry show no more; log undo brings it back.",
        epilog="example: acutimer log remove ID",
        formatter_class=plain,
    )
    remove.set_defaults(answer=corrections.log_remove)
    remove.add_argument("id", metavar="ID", help="an entry's id, as log list --json tells it")
    undo = verbs.add_parser(
        "undo",
        help="take the last change back",
        description="Take back what was noted, changed or removed last; again, the one before.",
        epilog="example: acutimer log undo",
        formatter_class=plain,
    )
    undo.set_defaults(answer=corrections.log_undo)


def _add_watching(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    words = "List what your notes show that somebody should see, with its numbers and sources."
    seen = verbs.add_parser(
        "watch",
        help="what your notes show",
        description=words,
        epilog="example: acutimer log watch --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    seen.set_defaults(answer=watch.log_watch)
    seen.add_argument("--json", action="store_true", help="print JSON")
