"""Repeats the simulations behind what acutimer dares to say, and prints their tables.

    packaging/dev honesty [history watch] [--people N] [--seed N]

``history``: how often History would tell of a difference to people on whom pressing does nothing.
``watch``: how often the quiet notes would come to people whose pain is steady, and how soon to
others. A row is 1,000 people, or those of --people; the seed makes a run again. A table whose
file is not there is left out.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module, util

NAMES = ("history", "watch")


def main(words: list[str]) -> int:
    """Draw and print."""
    parser = argparse.ArgumentParser(prog="packaging/dev honesty")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(words)
    there = [name for name in NAMES if util.find_spec(name)]
    names: list[str] = options.names
    unknown = [name for name in names if name not in there]
    if unknown:
        print(f"There is no table {', '.join(unknown)}; there are {', '.join(there)}.")
        return 2
    if options.people < 1:
        print("A table needs at least one person.")
        return 2
    for name in names or there:
        tables = import_module(name).tables
        print(f"{name}, {options.people} people a row, seed {options.seed}\n")
        print(f"{tables(options.people, options.seed)}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
