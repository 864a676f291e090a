"""Runs the benchmarks by name, or all, and says of each whether it holds.

    packaging/dev bench [start_up body verbs storage history cues asleep] [--minutes N] [--runs N]

``cues`` leads a session of that many minutes, that many times. No run may lose a cue, and the best
must be exact.

Every figure is a ratio within one interleaved run, so a slow machine does not change the verdict;
only ``body`` and ``cues`` are in plain milliseconds, as their issues ask.
Exit code 1 when one does not hold.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys

NAMES = ("start_up", "body", "verbs", "storage", "history", "cues", "asleep")


def main(words: list[str]) -> int:
    """Measure and print one JSON object a line."""
    parser = argparse.ArgumentParser(prog="packaging/dev bench")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args(words)
    names: list[str] = options.names
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}.")
        return 2
    held = True
    for name in names or NAMES:
        asked = {"minutes": options.minutes, "runs": options.runs} if name == "cues" else {}
        seen = importlib.import_module(name).measure(**asked)
        print(json.dumps(seen), flush=True)
        held = held and bool(seen["holds"])
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
