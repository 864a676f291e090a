"""The headless verbs, and the words that open the window.

No Qt is imported here. Each verb imports what it needs when it runs, so that the others stay
quick. Bad input is one sentence on stderr and exit code 2.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from acutimer import __version__
from acutimer.cli import (
    backup,
    content,
    control,
    delete,
    journal,
    log_grammar,
    machine,
    remind,
    report,
    routine,
    safety,
    sound,
    sources,
)
from acutimer.cli.asking import BadInput

#: Exit code for bad input, a file that cannot be used, or a broken database.
BAD = 2
_UNWRITTEN = "The answer could not be written"

_EXAMPLES = """examples:
  acutimer                                open the window
  acutimer quick                          open a session at once
  acutimer points --json                  the points, for scripts
  acutimer routines                       the routines and how long they take
  acutimer safety check desk-pause        what your safety answers leave of it
  acutimer sources                        who said it, and where to read it
  acutimer score desk-pause               what sounds when
  acutimer render desk-pause pause.flac   a guided session as a sound file
  acutimer score desk-pause --voice en    the same with all that is said
  acutimer toggle                         pause the running session, or let it go on
  acutimer status --json                  where the running session stands
  acutimer routine add mine.toml          take in a routine somebody gave you
  acutimer routine lint mine.toml         what to know of it before using it
  acutimer log add 4 --note "after work"  note pain without the window
  acutimer log add 4 --where neck.left    the same, and where it hurts
  acutimer log list --json                everything noted
  acutimer log export pain.csv            a file for a spreadsheet
  acutimer log undo                       take the last change back
  acutimer report --weeks 8 report.pdf    a page for a doctor
  acutimer remind list                    reminders, and when each comes next
  acutimer backup list                    copies of what you noted
  acutimer delete                         delete everything, once you typed the word
  acutimer check                          what this machine offers
  acutimer --home /path/to/profile quick  the same with a profile elsewhere
  acutimer --install-desktop              put acutimer into the launcher menu

acutimer is a timer and diary. It is not medical advice."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of printing the usage."""

    def error(self, message: str) -> None:  # type: ignore[override]
        raise BadInput(f"{message[:1].upper()}{message[1:]}; see {self.prog} --help.")


def run(words: Sequence[str]) -> int | tuple[str, ...]:
    """Answer a headless verb and give its exit code, or give what the window shall do."""
    _spell_out_what_cannot_be_shown()
    try:
        options = grammar().parse_args(list(words))
        answer: Callable[[argparse.Namespace], int | tuple[str, ...]] = options.answer
        given = answer(options)
        if sys.stdout is not None:
            sys.stdout.flush()
        return given
    except BadInput as fault:
        return _bad(str(fault))
    except BrokenPipeError:
        _leave_output()
        return 0
    except _known_faults() as fault:
        return _bad(str(getattr(fault, "sentence", fault)))
    except OSError as fault:
        _leave_output()
        reason = (fault.strerror or str(fault)).lower()
        what = f"{fault.filename} could not be used" if fault.filename else _UNWRITTEN
        return _bad(f"{what} ({reason}).")


def _spell_out_what_cannot_be_shown() -> None:
    """A name that the terminal has no letters for must not end a verb in the middle."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def _leave_output() -> None:
    """What could not be written is not tried again at the end, where it would be told once more."""
    with suppress(OSError, AttributeError):  # no output, or none of the system's
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, sys.stdout.fileno())
        os.close(descriptor)


def _known_faults() -> tuple[type[Exception], ...]:
    """The faults of rooms that were used; a room not imported cannot have failed."""
    names = (
        ("acutimer.storage.errors", "StorageError"),
        ("acutimer.core.journal", "RatingError"),
        ("acutimer.runtime.written_moment", "MomentError"),
        ("acutimer.desktop.launcher", "LauncherError"),
    )
    modules = ((sys.modules.get(module), name) for module, name in names)
    return tuple(getattr(module, name) for module, name in modules if module)


def _bad(sentence: str) -> int:
    print(f"acutimer: {sentence}", file=sys.stderr)
    return BAD


def grammar() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    plain = argparse.RawDescriptionHelpFormatter
    parser = _Parser(
        prog="acutimer",
        description="A timer and diary for pressing points on the body.",
        epilog=_EXAMPLES,
        formatter_class=plain,
    )
    parser.set_defaults(answer=machine.open_or_install)
    parser.add_argument("--version", action="version", version=f"acutimer {__version__}")
    parser.add_argument("--home", metavar="DIR", help="use the profile in DIR (before the verb)")
    parser.add_argument("--log-pain", action="store_true", help="open the window to note pain")
    parser.add_argument("--background", action="store_true", help="wait in the tray")
    parser.add_argument("--by-bus", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(
        "--install-desktop", action="store_true", help="put acutimer into the launcher menu"
    )
    parser.add_argument("--uninstall", action="store_true", help="with --install-desktop: undo it")
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", parser_class=_Parser)

    def verb(
        name: str, words: str, example: str, answer: Callable[[argparse.Namespace], object]
    ) -> argparse.ArgumentParser:
        made = verbs.add_parser(
            name, help=words, description=words, epilog=f"example: {example}", formatter_class=plain
        )
        made.set_defaults(answer=answer)
        return made

    points = verb("points", "List the points.", "acutimer points --json", content.points)
    routines = verb("routines", "List the routines.", "acutimer routines --json", content.routines)
    score = verb("score", "What sounds when.", "acutimer score desk-pause --json", content.score)
    score.add_argument("routine", metavar="ROUTINE", help="a routine's id, or its file")
    score.add_argument("--voice", metavar="LANG", default="none", help="the language, or none")
    score.add_argument("--level", choices=("all", "short", "tones", "silent"), default="all")
    words = "List every source that is named anywhere."
    cited = verb("sources", words, "acutimer sources --json", sources.list_)
    for one in (points, routines, score, cited):
        one.add_argument("--json", action="store_true", help="print JSON")
    words = "The safety questions and rules, and where each comes from."
    asked = verb("safety", words, "acutimer safety --json", safety.list_)
    safety.add_options(asked, _Parser)
    words = "Write a whole guided session to a sound file, for a phone."
    sound.add_options(verb("render", words, "acutimer render desk-pause f.flac", sound.render))
    quick = verb("quick", "Open a session at once.", "acutimer quick desk-pause", content.quick)
    quick.add_argument("routine", metavar="ROUTINE", nargs="?", help="a routine's id, or its file")
    for name, words in control.VERBS.items():
        one = verb(name, words, f"acutimer {name}", control.answer)
        one.set_defaults(control=name)
        one.add_argument("--json", action="store_true", help="print where the session stands")
    verb("quit", "End the acutimer that runs; notes are kept.", "acutimer quit", control.end)
    verb("check", "What this machine offers.", "acutimer check", machine.check)
    own = verb(
        "routine",
        "Add, lint, export or remove a routine of your own.",
        "acutimer routine lint mine.toml",
        routine.routine_help,
    )
    own.set_defaults(parser=own)
    _routine_grammar(own)
    words = "Note pain, list, change or export."
    log = verb("log", words, "acutimer log add 3", journal.log_help)
    log.set_defaults(parser=log)
    log_grammar.add_verbs(log, _Parser)
    words = "Write a page for a doctor: what was noted in some weeks."
    page = verb("report", words, "acutimer report --weeks 8 report.pdf", report.report)
    report.add_options(page)
    words = "Be reminded of a pause: list, add, remove, snooze, next."
    own = verb("remind", words, 'acutimer remind add "Neck pause" --every 50', remind.remind_help)
    own.set_defaults(parser=own)
    remind.add_verbs(own, _Parser)
    kept = verb("backup", "List, make or restore backups.", "acutimer backup list", backup.help_)
    kept.set_defaults(parser=kept)
    backup.add_verbs(kept, _Parser)
    words = "Delete everything acutimer keeps of you on this computer."
    delete.add_options(verb("delete", words, "acutimer delete", delete.delete))
    return parser


def _routine_grammar(own: argparse.ArgumentParser) -> None:
    verbs = own.add_subparsers(title="verbs", metavar="VERB", parser_class=_Parser)
    rows = (
        ("add", "Take a routine's file into your profile.", routine.add, ("file",)),
        ("lint", "What to know of a routine's file.", routine.lint, ("file",)),
        ("export", "Write a routine to a file.", routine.export, ("routine", "file")),
        ("remove", "Remove a routine of your own.", routine.remove, ("routine",)),
    )
    for name, words, answer, wants in rows:
        made = verbs.add_parser(name, help=words[0].lower() + words[1:-1], description=words)
        made.set_defaults(answer=answer)
        for one in wants:
            made.add_argument(one, metavar=one.upper())
        if name == "lint":
            made.add_argument("--json", action="store_true", help="print JSON")
        if name == "export":
            made.add_argument("--force", action="store_true", help="write over a file")
