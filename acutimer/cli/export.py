"""log export: what was noted, as a file; and log schema, which says how the JSON file looks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.cli import locking
from acutimer.cli.asking import STDOUT, BadInput, places_of, print_bytes
from acutimer.cli.journal import entries_in_words, listed, open_journal

if TYPE_CHECKING:
    from acutimer.storage.exchange.formats import Notes


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both to those of ``log``."""
    from acutimer.storage.exchange.formats import FORMATS

    plain = argparse.RawDescriptionHelpFormatter
    by_name = "without it, the file's ending says it"
    export = verbs.add_parser(
        "export",
        help="write it to a file",
        description="Write what was noted to a file only you can read; sqlite copies all of it.",
        epilog="example: acutimer log export pain.csv",
        formatter_class=plain,
    )
    export.set_defaults(answer=log_export)
    export.add_argument("--format", choices=tuple(FORMATS), help=by_name)
    export.add_argument("file", metavar="FILE", help="a file, or - for standard output")
    export.add_argument("--force", action="store_true", help="write over a file that is there")
    export.add_argument("--bom", action="store_true", help="mark a csv file as UTF-8")
    locking.add_options(export)
    words = "Print the JSON Schema of what log export --format json writes."
    schema = verbs.add_parser("schema", help="how the JSON file looks", description=words)
    schema.set_defaults(answer=log_schema)


def log_export(options: argparse.Namespace) -> int:
    """Write what was noted to a file, or to standard output."""
    from acutimer.storage.exchange.formats import content_of, write_notes
    from acutimer.storage.outgoing import require_free

    target = Path(options.file)
    options.format = options.format or _format_of(options)
    if options.bom and options.format != "csv":
        raise BadInput("--bom is for --format csv only.")
    if options.lock or options.passphrase_file or options.passphrase_fd:
        return _locked_out(options, target)
    if options.format == "sqlite":
        return _copy_out(options, target)
    if options.file != STDOUT:
        require_free(target, force=options.force)  # known before a journal is opened
    notes = _notes(options)
    if options.file == STDOUT:
        return print_bytes(content_of(options.format, notes)[0])
    count = write_notes(options.format, target, notes, force=options.force)
    print(f"{target}: {entries_in_words(count)}, checked")
    return 0


def _format_of(options: argparse.Namespace) -> str:
    """The format that the file's ending names; raises BadInput where it names none."""
    from acutimer.storage.exchange.formats import FORMATS, format_named
    from acutimer.storage.locking import ENDING

    name: str = options.file
    found = format_named(name.lower().removesuffix(ENDING) if options.lock else name)
    if found is None:
        endings = ", ".join(FORMATS.values())
        raise BadInput(
            f"The name {name!r} does not say which format is meant; nothing was written. End it "
            f"in one of {endings}, or name one with --format {'|'.join(FORMATS)}."
        )
    return found


def _notes(options: argparse.Namespace) -> Notes:
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.exchange.formats import Notes
    from acutimer.storage.preferences_file import load_preferences

    spots = load_preferences(places_of(options).preferences)[0].spots
    return Notes(listed(options, whole=True), spots, SystemClock().now(), marked=options.bom)


def _locked_out(options: argparse.Namespace, target: Path) -> int:
    """The same locked with a passphrase; what is in it is nowhere written without the lock."""
    from acutimer.storage.exchange.database_copy import copy_content
    from acutimer.storage.exchange.formats import content_of
    from acutimer.storage.locking import locked_name, write_locked
    from acutimer.storage.outgoing import require_free

    if options.file == STDOUT:
        raise BadInput("A locked file is not written to standard output; name a file.")
    target = locked_name(target)
    require_free(target, force=options.force)
    passphrase = locking.passphrase_of(options)
    assert passphrase is not None  # without --lock that was refused
    if options.format == "sqlite":
        content, count = copy_content(_journal(options))
    else:
        content, count = content_of(options.format, _notes(options))
    write_locked(target, content, passphrase, force=options.force)
    print(f"{target}: {entries_in_words(count)}, locked and checked")
    return 0


def log_schema(_: argparse.Namespace) -> int:
    """Print the schema of the JSON file."""
    from acutimer.places import resource_path
    from acutimer.storage.exchange.json_file import SCHEMA_FILE

    return print_bytes(resource_path(SCHEMA_FILE).read_bytes())


def _copy_out(options: argparse.Namespace, target: Path) -> int:
    """The whole journal as a database."""
    from acutimer.storage.exchange.database_copy import write_copy
    from acutimer.storage.outgoing import require_free

    if options.file == STDOUT:
        raise BadInput("A database is not written to standard output; name a file.")
    require_free(target, force=options.force)
    count = write_copy(target, _journal(options), force=options.force)
    print(f"{target}: {entries_in_words(count)}, checked")
    return 0


def _journal(options: argparse.Namespace) -> Path:
    """The file of the journal, with what had to be kept elsewhere taken in; raises BadInput."""
    journal = places_of(options).database
    if not journal.exists():
        raise BadInput("Nothing was noted yet; there is nothing to copy.")
    database, _ = open_journal(options)
    database.close()
    return journal
