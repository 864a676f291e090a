"""The manual page, made from the command line's own grammar."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime

from acutimer import __version__, cli

_FILES = (
    ("~/.config/acutimer", "what was chosen in Settings"),
    ("~/.local/share/acutimer", "the diary, your own routines, reminders, and backups"),
)


def page(at: datetime) -> str:
    """The page in the language of man, section 1."""
    return "\n".join(_lines(cli.grammar(), at)) + "\n"


def _lines(grammar: argparse.ArgumentParser, at: datetime) -> Iterator[str]:
    yield f'.TH ACUTIMER 1 "{at:%Y-%m-%d}" "acutimer {__version__}" "User Commands"'
    yield ".SH NAME"
    yield "acutimer \\- timer and diary for pressing points on the body"
    yield ".SH SYNOPSIS"
    yield ".B acutimer\n[\\-\\-home \\fIDIR\\fR] [\\fIVERB\\fR ...]"
    yield ".SH DESCRIPTION"
    yield _plain("Without a verb the window opens. acutimer leads through presses by tones and")
    yield _plain("voice, and keeps a diary. It is not medical advice.")
    yield ".SH OPTIONS"
    yield from _options(grammar)
    yield ".SH VERBS"
    yield "Each has its own help, for instance\n.B acutimer points \\-\\-help"
    yield from _verbs(grammar)
    yield ".SH EXIT STATUS"
    yield "0, or 2 where the input could not be used; one sentence then says why."
    yield ".SH FILES"
    for place, words in _FILES:
        yield f".TP\n.I {_plain(place)}\n{_plain(words)}"


def _options(grammar: argparse.ArgumentParser) -> Iterator[str]:
    for option in grammar._actions:  # noqa: SLF001 - argparse has no other list of them
        if option.option_strings and option.help != argparse.SUPPRESS:
            names = ", ".join(option.option_strings)
            value = f" {option.metavar}" if option.metavar else ""
            yield f".TP\n.B {_plain(names)}{_plain(value)}\n{_plain(option.help or '')}"


def _verbs(grammar: argparse.ArgumentParser) -> Iterator[str]:
    for group in grammar._actions:  # noqa: SLF001 - as above
        for verb in getattr(group, "_choices_actions", ()):
            yield f".TP\n.B {_plain(verb.dest)}\n{_plain(verb.help or '')}"


def _plain(words: str) -> str:
    """Words as man shows them unchanged."""
    safe = words.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe
