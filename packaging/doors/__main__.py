"""Tries every door with every kind of answers, and counts what gets through that must not.

    packaging/dev doors [gate window verbs] [--share N] [--seed N]

``gate``: every combination of answers, with yes and not sure drawn by chance, laid on every routine
we ship and on one with every kind of step; each step led, and each point of the article and beyond
it, is compared with a second reading of the table (tests/second_reading.py). ``window``: one person
for each effect and each place of the skin, and those of whom nothing is known, before every door of
the window. ``verbs``: the same before render, safety check and routine lint, each a real process.
``--share 0.05`` does a twentieth of all that.

Prints a table; exit code 1 when anything got through, or was held back that need not be.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # the second reading and the doors of the tests
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/none"
os.environ["SPEECHD_ADDRESS"] = "inet_socket:none"

PARTS = ("gate", "window", "verbs")


def main(words: list[str]) -> int:
    """Try, compare and print."""
    parser = argparse.ArgumentParser(prog="packaging/dev doors")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(words)
    unknown = [name for name in options.names if name not in PARTS]
    if unknown:
        print(f"There is no part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    violations = 0
    print(f"{'door':24} {'tried':>12} {'violations':>10}  {'seconds':>7}", flush=True)
    for name in options.names or PARTS:
        begun = time.monotonic()
        for door, tried, faults in importlib.import_module(name).tried(options.share, options.seed):
            spent = time.monotonic() - begun
            print(f"{door:24} {tried:12,} {len(faults):10,}  {spent:7.0f}", flush=True)
            for fault in faults[:5]:
                print(f"    {fault}", flush=True)
            violations += len(faults)
            begun = time.monotonic()
    print(f"{violations} violations")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
