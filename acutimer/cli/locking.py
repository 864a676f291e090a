"""The passphrase of a file that is locked: asked twice, or read where a script keeps it.

Must never be among the words of a command, which everybody on the machine can read.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from acutimer.cli.asking import BadInput

#: Enough for any passphrase, and little enough to read at once.
_MOST_BYTES = 4096
_NOTHING = "nothing was written."


def add_options(verb: argparse.ArgumentParser) -> None:
    """What a verb understands whose file can be locked."""
    verb.add_argument(
        "--lock",
        action="store_true",
        help="lock the file with a passphrase, asked twice; the program age opens it",
    )
    verb.add_argument(
        "--passphrase-file", metavar="FILE", help="with --lock: its first line is the passphrase"
    )
    verb.add_argument(
        "--passphrase-fd", metavar="N", help="with --lock: the passphrase is read from there"
    )


def passphrase_of(options: argparse.Namespace) -> str | None:
    """The passphrase, None where nothing shall be locked; raises BadInput or StorageError."""
    from acutimer.storage.locking import require_lock

    given = options.passphrase_file is not None, options.passphrase_fd is not None
    if not options.lock:
        if any(given):
            raise BadInput(f"A passphrase goes with --lock; {_NOTHING}")
        return None
    if all(given):
        raise BadInput(f"Give --passphrase-file or --passphrase-fd, not both; {_NOTHING}")
    require_lock()
    if given[0]:
        return _first_line(_from_file(options.passphrase_file))
    if given[1]:
        return _first_line(_from_descriptor(options.passphrase_fd))
    return _asked_twice()


def _from_file(name: str) -> bytes:
    try:
        with Path(name).expanduser().open("rb") as file:
            return file.read(_MOST_BYTES)
    except (OSError, ValueError, RuntimeError) as fault:
        reason = (getattr(fault, "strerror", None) or str(fault)).lower()
        raise BadInput(f"The passphrase could not be read from {name} ({reason}).") from None


def _from_descriptor(text: str) -> bytes:
    if not text.isascii() or not text.isdecimal():
        raise BadInput(f"--passphrase-fd takes the number of an open file, not {text!r}.")
    try:
        with os.fdopen(os.dup(int(text)), "rb") as file:
            return file.read(_MOST_BYTES)
    except (OSError, OverflowError):
        raise BadInput(f"The file number {text} is not open; {_NOTHING}") from None


def _first_line(content: bytes) -> str:
    line = content.split(b"\n", 1)[0].rstrip(b"\r")
    if len(content) >= _MOST_BYTES and len(line) == len(content):
        raise BadInput(f"The passphrase has more than {_MOST_BYTES} letters; {_NOTHING}")
    try:
        return _required(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadInput(f"The passphrase is not written in UTF-8; {_NOTHING}") from None


def _asked_twice() -> str:
    from getpass import getpass

    if sys.stdin is None or not sys.stdin.isatty():
        raise BadInput(
            f"There is no terminal to ask for the passphrase on; give --passphrase-file; {_NOTHING}"
        )
    try:
        first = _required(getpass("Passphrase: ", sys.stderr))
        again = getpass("The same again: ", sys.stderr)
    except (EOFError, KeyboardInterrupt):
        raise BadInput(f"No passphrase was given; {_NOTHING}") from None
    if first != again:
        raise BadInput(f"The two passphrases are not the same; {_NOTHING}")
    return first


def _required(passphrase: str) -> str:
    if not passphrase:
        raise BadInput(f"The passphrase is empty; {_NOTHING}")
    return passphrase
