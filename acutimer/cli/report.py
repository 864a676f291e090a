"""The verb on the page for a doctor: report."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

from acutimer.cli import locking
from acutimer.cli.answers import rules_that_hold
from acutimer.cli.asking import BadInput, places_of
from acutimer.cli.content import warn
from acutimer.core.report_parts import PARTS, USUAL_PARTS, USUAL_WEEKS, ReportError, Wish
from acutimer.places import resource_path

if TYPE_CHECKING:
    from acutimer.core.report import Report
    from acutimer.ui.report.making import Form

_FORMS = ("pdf", "html")


def add_options(verb: argparse.ArgumentParser) -> None:
    """What report understands."""
    verb.add_argument("file", metavar="FILE", help="a file that ends in .pdf or .html")
    verb.add_argument(
        "--weeks", metavar="N", default=str(USUAL_WEEKS), help="how many, up to today; 8 at first"
    )
    usual = ",".join(part for part in PARTS if part in USUAL_PARTS)
    verb.add_argument(
        "--parts",
        metavar="LIST",
        default=usual,
        help=f"which parts: {', '.join(PARTS)}; all but notes at first",
    )
    verb.add_argument("--who", metavar="TEXT", default="", help="who it is of; nobody at first")
    verb.add_argument("--force", action="store_true", help="write over a file that is there")
    locking.add_options(verb)


def report(options: argparse.Namespace) -> int:
    """Write the page for a doctor to a file only its owner can read."""
    from acutimer.storage.locking import locked_name, write_locked
    from acutimer.storage.outgoing import require_free, write_same

    wish, form = _wish(options), _form(options)
    target = Path(options.file).expanduser()
    target = locked_name(target) if options.lock else target
    require_free(target, force=options.force)  # known before anything is asked or painted
    passphrase = locking.passphrase_of(options)
    made = _report(options, wish)
    content = _content(options, made, form)
    if passphrase is None:
        write_same(target, content, force=options.force)
    else:
        write_locked(target, content, passphrase, force=options.force)
    days = f"{made.whole.noted} of {made.whole.days} days noted"
    print(f"{target}: {days}, {'locked and ' if passphrase is not None else ''}checked")
    return 0


def _wish(options: argparse.Namespace) -> Wish:
    """What was asked; raises BadInput."""
    text: str = options.weeks
    if not text.isascii() or not text.isdecimal() or len(text) > 4:
        raise BadInput(f"--weeks takes a number of weeks, not {text!r}.")
    parts = frozenset(part.strip() for part in options.parts.split(",") if part.strip())
    try:
        return Wish(int(text), parts, options.who.strip())
    except ReportError as fault:
        raise BadInput(str(fault)) from fault


def _form(options: argparse.Namespace) -> Form:
    """PDF or HTML, by the name of the file; with --lock it may end in .age after that."""
    name = options.file.lower()
    name = name.removesuffix(".age") if options.lock else name
    form = Path(name).suffix.removeprefix(".")
    if form not in _FORMS:
        raise BadInput(
            f"A file that ends in .pdf or .html is needed, and {options.file!r} does not."
        )
    return cast("Form", form)


def _report(options: argparse.Namespace, wish: Wish) -> Report:
    from acutimer.cli.journal import open_journal
    from acutimer.core.report import report_of
    from acutimer.core.summaries import history
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.noted_days import noted_days

    now = SystemClock().now()
    today = now.date()
    first, last = wish.span(today)
    if not places_of(options).database.exists():  # looking must not make a journal
        return report_of(history((), (), first, last, today), wish, now)
    database, store = open_journal(options)
    with closing(database):
        fault = database.quick_check()
        content = noted_days(store, first, last, today, store.unreadable())
    warn([f"{fault} The report may lack notes."] if fault else [])
    return report_of(content, wish, now)


def _content(options: argparse.Namespace, made: Report, form: Form) -> bytes:
    from acutimer.storage.preferences_file import load_preferences
    from acutimer.ui.report.making import paints_without_window, report_content

    painting = paints_without_window()
    chosen, _ = load_preferences(places_of(options).preferences)
    unwelcome = {one.id: one.label for one in rules_that_hold().unwelcome}
    look = chosen.figure, chosen.skin_tone
    content = report_content(made, form, resource_path("body"), look, unwelcome)
    del painting
    return content
