"""What ``acutimer log`` understands."""

from __future__ import annotations

import argparse

from acutimer.cli import corrections, journal, watch


def add_verbs(log: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]) -> None:
    """Add the verbs of ``log``."""
    verbs = log.add_subparsers(title="verbs", metavar="VERB", parser_class=parser_class)
    _add_noting(verbs)
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
    add.add_argument("--when", metavar="ISO", help="date and time; local where it has no offset")
    add.add_argument("--kind", choices=("now", "before", "after"), default="now")
    add.add_argument(
        "--where",
        metavar="PLACE",
        action="append",
        default=[],
        help="where it hurts, for instance neck.left; may be given more than once",
    )
    add.add_argument("--site", metavar="S", help="where, in a word of your own")
    add.add_argument("--side", metavar="S", choices=("left", "right", "both"))
    add.add_argument("--note", metavar="T", default="", help="a few words")
    listing = verbs.add_parser(
        "list",
        help="list what was noted",
        description="List ratings and sessions, oldest first.",
        epilog="example: acutimer log list --json",
        formatter_class=plain,
    )
    listing.set_defaults(answer=journal.log_list)
    listing.add_argument("--json", action="store_true", help="print JSON")
    export = verbs.add_parser(
        "export",
        help="write it to a file",
        description="Write ratings and sessions to a file that only you can read.",
        epilog="example: acutimer log export --format csv pain.csv",
        formatter_class=plain,
    )
    export.set_defaults(answer=journal.log_export)
    export.add_argument("--format", choices=("csv", "json"), required=True)
    export.add_argument("file", metavar="FILE", help="a file, or - for standard output")
    export.add_argument("--force", action="store_true", help="write over a file that is there")


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
    edit.add_argument("--value", metavar="N", help="a whole number from 0 to 10")
    edit.add_argument("--when", metavar="ISO", help="date and time; local where it has no offset")
    edit.add_argument("--note", metavar="T", help="a few words; '' takes them away")
    edit.add_argument(
        "--where", metavar="PLACE", action="append", help="as with log add; '' takes them away"
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
        description="Take back the last rating noted, changed or removed; again, the one before.",
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
