"""Runs the benchmarks by name, or all, and says of each whether it holds.

    packaging/dev bench [start_up body verbs storage history cues asleep]

Every figure is a ratio within one interleaved run, so a slow machine does not change the verdict;
only ``body`` is in plain milliseconds, as its issue asks.
Exit code 1 when one does not hold.
"""

from __future__ import annotations

import importlib
import json
import sys

NAMES = ("start_up", "body", "verbs", "storage", "history", "cues", "asleep")


def main(names: list[str]) -> int:
    """Measure and print one JSON object a line."""
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}.")
        return 2
    held = True
    for name in names or NAMES:
        seen = importlib.import_module(name).measure()
        print(json.dumps(seen), flush=True)
        held = held and bool(seen["holds"])
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
