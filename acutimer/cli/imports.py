"""The verb that takes in files of other programs: log import."""

from __future__ import annotations

import argparse
import gc
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.cli.asking import BadInput, places_of, print_json
from acutimer.cli.journal import open_journal
from acutimer.core.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import tzinfo

    from acutimer.core.importing.plan import Plan
    from acutimer.core.importing.questions import Answers

_NOTHING = "Nothing was changed"
#: More refused rows than these are only counted, but with --json.
_MOST_TOLD = 20


def add_verb(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``import``."""
    words = (
        "Take in notes from a file: acutimer's own CSV, JSON and database, Migraine Buddy, "
        "Track & Graph, Loop Habit Tracker, Daylio, Apple Health, Health Connect, "
        "Cluster Headache Tracker, Headi, Bearable, or any other table. "
        "What the file leaves open is asked, never guessed."
    )
    made = verbs.add_parser(
        "import",
        help="take in a file",
        description=words,
        epilog="example: acutimer log import diary.csv --dry-run",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(answer=log_import)
    made.add_argument("file", metavar="FILE")
    made.add_argument("--dry-run", action="store_true", help="only say what would be taken in")
    made.add_argument("--json", action="store_true", help="print JSON")
    made.add_argument("--yes", action="store_true", help="without asking")
    made.add_argument("--zone", metavar="NAME", help="of times without one, as Europe/Berlin")
    made.add_argument("--dates", choices=("day-first", "month-first"))
    made.add_argument("--decimal", choices=("comma", "dot"))
    for name, shape, what in (
        ("map", "WORD=VALUE", "what a word of the file means"),
        ("column", "NAME=FIELD", "what a column, tracker or habit holds"),
    ):
        made.add_argument(f"--{name}", metavar=shape, action="append", default=[], help=what)


def log_import(options: argparse.Namespace) -> int:
    """Say what a file would bring, and take it in where that is wanted."""
    answers = _answers(options)
    looks_for_garbage = gc.isenabled()
    gc.disable()  # among all rows, again and again, there would be none
    try:
        return _import(options, answers)
    except KeyboardInterrupt:
        raise BadInput(f"It was stopped. {_NOTHING}.") from None
    finally:
        _tell_progress("")
        if looks_for_garbage:
            gc.enable()


def _import(options: argparse.Namespace, answers: Answers) -> int:
    from acutimer.core.importing.plan import make_plan
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.imports.opening import read_file

    reading = read_file(Path(options.file), _progress("reading"))
    known, now = _known(options, reading.source), SystemClock().now()
    plan = make_plan(reading, answers, now, known, _progress("looking"))
    _tell_progress("")
    if plan.waiting:
        raise BadInput(_asked(plan))
    is_telling = not options.json
    if is_telling:
        _tell(plan)
    if options.dry_run or not plan.rows:
        return 0 if is_telling else print_json(plan.as_json())
    if not options.yes and not _agreed():
        raise BadInput(f"{_NOTHING}; say --yes to take it in, or --dry-run to look only.")
    database, store = open_journal(options)
    with closing(database):
        entry = store.batches.take(plan)
    if not is_telling:
        return print_json(plan.as_json())
    if entry is not None:
        print(f"Taken in as {entry.id}. acutimer log undo takes all of it back.")
    return 0


def _answers(options: argparse.Namespace) -> Answers:
    from zoneinfo import ZoneInfo

    from acutimer.core.importing.questions import Answers, Decimal, Order

    zone = None
    if options.zone is not None:
        try:
            zone = ZoneInfo(options.zone)
        except (ValueError, OSError, KeyError) as fault:  # no such zone is a KeyError
            raise BadInput(
                f"There is no time zone {options.zone!r}; zones have names like Europe/Berlin."
            ) from fault
    return Answers(
        zone,
        Order(options.dates) if options.dates else None,
        Decimal(options.decimal) if options.decimal else None,
        _pairs(options.map, "--map", "WORD=VALUE"),
        _columns(options.column),
        _here(),
    )


def _here() -> tzinfo:
    """The zone of this computer, by its name where it has one."""
    from zoneinfo import ZoneInfo

    from acutimer.runtime.local_time import WallZone, zone_name

    name = zone_name()
    return ZoneInfo(name) if name else WallZone()


def _pairs(said: Iterable[str], flag: str, shape: str) -> dict[str, str]:
    """The names before the last equals sign, and what stands behind it."""
    pairs: dict[str, str] = {}
    for one in said:
        name, sign, value = one.rpartition("=")
        if not sign or not name.strip() or not value.strip():
            raise BadInput(f"{flag} takes {shape}, not {one!r}.")
        pairs[name] = value
    return pairs


def _columns(said: Iterable[str]) -> dict[str, str]:
    """What columns hold; a field that there is not must not leave a column out in silence."""
    from acutimer.core.importing.questions import Field

    pairs = _pairs(said, "--column", "NAME=FIELD")
    for value in pairs.values():
        if value.strip().casefold() not in tuple(Field):
            raise BadInput(f"A column holds one of {', '.join(Field)}, not {value!r}.")
    return pairs


def _known(options: argparse.Namespace, source: str) -> set[str]:
    """The rows that are here already; looking must not make a journal."""
    if not places_of(options).database.exists():
        return set()
    database, store = open_journal(options)
    with closing(database):
        return store.batches.known_rows(source)


def _asked(plan: Plan) -> str:
    """What must be answered first, in one sentence."""
    asked = " ".join(f"{one.words} {one.flag}" for one in plan.waiting)
    file = "the table" if plan.is_table else f"the file of {plan.name}"
    return f"{_NOTHING}; {file} leaves open what only you know. {asked}"


def _tell(plan: Plan) -> None:
    days = plan.days
    span = "" if days is None else f" ({days[0]} to {days[1]})"
    name = "The table" if plan.is_table else plan.name
    print(f"{name}: {_rows(plan.taken)} to take in{span}, {plan.already_here} here already, "
          f"{len(plan.refused)} refused.")  # fmt: skip
    if plan.left_out:
        them = "it" if plan.left_out == 1 else "them"
        print(f"{_rows(plan.left_out)} left out: nothing of pain in {them}, or you said so.")
    for one in plan.refused[:_MOST_TOLD]:
        print(f"line {one.line}: {one_line(one.sentence)}")
    if len(plan.refused) > _MOST_TOLD:
        print(f"and {len(plan.refused) - _MOST_TOLD} more")
    for question in plan.questions:
        print(f"You can say: {question.words} {question.flag}")


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _agreed() -> bool:
    """The answer of a person; none where nobody can be asked."""
    if not (sys.stdin and sys.stdin.isatty()):
        return False
    print("Take it in? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _progress(what: str) -> Callable[[int, int], object]:
    """Tells a terminal how far it is."""
    return lambda done, of: _tell_progress(f"{what}: {100 * done // max(1, of)} %")


def _tell_progress(text: str) -> None:
    if sys.stderr and sys.stderr.isatty():
        print(f"\r{text:24}\r", end="", file=sys.stderr, flush=True)
