"""Damages acutimer's files, and says of each kind of damage whether anything was lost.

    packaging/dev soak [kills flips starts content looks imports days] [--share N] [--seed N]

``kills``: 2,000 kills over noting, editing, sessions, migrating, backing up, restoring, writing
routines, bringing notes in and taking them out. ``flips``: 3,000 journals with one bit turned over.
``starts``: 200 times 8 first starts at once. ``content``: 1,000 damaged content files that storage
reads; ``looks``: those that the window reads. ``imports``: 10,000 damaged files of other programs.
``days``: a day of 40 sessions, 200 reminders and 20 sleeps, and what it leaves in memory.
``--share 0.05`` does a twentieth of all that.

Prints one JSON object a line; exit code 1 when one does not hold. The seed makes a run again.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # the tests' journals of old versions

COUNTS = {
    "kills": 2000,
    "flips": 3000,
    "starts": 200,
    "content": 1000,
    "looks": 300,
    "imports": 10_000,
    "days": 40,
}


def main(words: list[str]) -> int:
    """Damage, look and print."""
    parser = argparse.ArgumentParser(prog="packaging/dev soak")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(words)
    unknown = [name for name in options.names if name not in COUNTS]
    if unknown:
        print(f"There is no soak {', '.join(unknown)}; there are {', '.join(COUNTS)}.")
        return 2
    held = True
    for name in options.names or COUNTS:
        count = max(1, round(COUNTS[name] * options.share))
        seen = importlib.import_module(name).soak(count, options.seed)
        print(json.dumps({"soak": name, "seed": options.seed, **seen}), flush=True)
        held = held and bool(seen["holds"])
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
