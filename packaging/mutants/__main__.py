"""Changes the core a little at a time and counts how many of the changes the tests notice.

    packaging/dev mutants                    all modules of [tool.mutants] in pyproject.toml
    packaging/dev mutants safety summaries   those modules, by the name of their file
    packaging/dev mutants --sample 200       so many mutants, drawn by --seed (1)
    packaging/dev mutants --again            only those that survived last time

Prints of each module how many mutants were killed, then each survivor with its diff. Exit code 1
when fewer are killed than pyproject.toml asks for, 2 when there is no such module. Survivors that
are the same program as the original stand in equivalent.toml with the reason; they are printed
apart, and count as survivors all the same.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# pytest and Hypothesis alone: Qt, other processes and another order are of no use here
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]

from changes import Change, changes_of
from trial import KILLED, try_changes

#: Who survived last time, for --again.
LAST = ROOT / ".mutants.json"

Changes = Mapping[str, Sequence[Change]]
#: What a mutant is known by when lines have moved: module, function, the lines before and after.
Signature = tuple[str, str, str, str]


@dataclass(frozen=True)
class Group:
    """Modules that are judged by the same tests."""

    paths: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What became of one mutant."""

    change: Change
    outcome: str
    took_s: float


def main(words: list[str]) -> int:
    """Try the mutants that are asked for, and print what became of them."""
    parser = argparse.ArgumentParser(prog="packaging/dev mutants")
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args(words)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutants"]
    groups = [Group(files(row["modules"]), files(row["tests"])) for row in settings["groups"]]
    known = {Path(path).stem: path for group in groups for path in group.paths}
    if unknown := [name for name in options.modules if name not in known]:
        print(f"There is no module {', '.join(unknown)} to change; there are {', '.join(known)}.")
        return 2
    began = time.monotonic()
    chosen = [known[name] for name in options.modules] or list(known.values())
    changes: Changes = {path: list(changes_of(ROOT / path, path)) for path in chosen}
    if options.again:
        changes = only(changes, survivors_of_last_time())
    if options.sample is not None:
        changes = drawn(changes, options.sample, options.seed)
    results: list[Result] = []
    is_whole = options.sample is None
    try:
        for group in groups:
            try_group(group, changes, results)
    except KeyboardInterrupt:
        is_whole = False
        print(f"Stopped early: {sum(map(len, changes.values())) - len(results)} are not tried.\n")
    if not results:
        print("There is no mutant to try.")
        return 0
    if is_whole:
        keep_survivors(results, changes)
    print_table(results, "all of these" if is_whole else f"a sample of {len(results)}")
    print_survivors(results)
    print(f"\n{(time.monotonic() - began) / 60:.0f} minutes, {worked_min():.0f} of them at work.")
    return 0 if share_of(results) >= settings["least_percent"] else 1


def files(patterns: Sequence[str]) -> tuple[str, ...]:
    """The files that patterns name, as paths from the root."""
    found = (path for pattern in patterns for path in sorted(ROOT.glob(pattern)))
    return tuple(str(path.relative_to(ROOT)) for path in found if path.name != "__init__.py")


def only(changes: Changes, wanted: set[Signature]) -> Changes:
    """The changes that are wanted."""
    return {
        path: [change for change in rows if signature(change) in wanted]
        for path, rows in changes.items()
    }


def drawn(changes: Changes, number: int, seed: int) -> Changes:
    """So many of the changes, the same ones for the same seed."""
    every = [change for rows in changes.values() for change in rows]
    found: dict[str, list[Change]] = defaultdict(list)
    for change in random.Random(seed).sample(every, min(number, len(every))):
        found[change.path].append(change)
    return found


def try_group(group: Group, changes: Changes, results: list[Result]) -> None:
    """Add to the results what becomes of a group's mutants."""
    mine = [change for path in group.paths for change in changes.get(path, ())]
    before = len(results)

    def told(change: Change, outcome: str, took_s: float) -> None:
        results.append(Result(change, outcome, took_s))
        number = len(results) - before
        if number % 50 == 0 or number == len(mine):
            print(f"{number} of {len(mine)} tried", file=sys.stderr, flush=True)

    if mine:
        try_changes(group.paths, group.tests, mine, told)


def print_table(results: Sequence[Result], of_what: str) -> None:
    """Mutants, killed, share and minutes of each module and together."""
    by_module: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_module[result.change.path].append(result)
    print(f"{'':<40} {'mutants':>8} {'killed':>8} {'share':>8} {'minutes':>8}")
    for name, rows in [*by_module.items(), (of_what, results)]:
        killed = sum(row.outcome == KILLED for row in rows)
        minutes = sum(row.took_s for row in rows) / 60
        print(f"{name:<40} {len(rows):>8} {killed:>8} {share_of(rows):>7.1f}% {minutes:>8.1f}")


def print_survivors(results: Sequence[Result]) -> None:
    """Every survivor with its diff; first those that no test can notice."""
    alive = [result for result in results if result.outcome != KILLED]
    reasons = equivalents()
    same = [result for result in alive if signature(result.change) in reasons]
    others = [result for result in alive if signature(result.change) not in reasons]
    print(
        f"\nKilled {len(results) - len(alive)} of {len(results)};"
        f" {len(same)} of the rest are equivalent, with the reason; {len(others)} survived."
    )
    for result in same:
        print(f"\n{result.change.function}: {reasons[signature(result.change)]}")
        print(result.change.diff())
    for result in others:
        print(f"\n{result.change.function}: {result.outcome}\n{result.change.diff()}")


def worked_min() -> float:
    """Minutes of the processor for all of this, copies included: what it takes when it is alone."""
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in spent) / 60


def share_of(rows: Sequence[Result]) -> float:
    """Percent killed."""
    return 100 * sum(row.outcome == KILLED for row in rows) / len(rows)


def signature(change: Change) -> Signature:
    """What a mutant is known by."""
    return (Path(change.path).stem, change.function, *change.differing)


def equivalents() -> dict[Signature, str]:
    """The mutants that are the same program, with the reason."""
    rows = tomllib.loads((HERE / "equivalent.toml").read_text("utf-8")).get("mutant", [])
    return {
        (row["module"], row["function"], row["before"], row["after"]): row["reason"] for row in rows
    }


def last_time() -> dict[str, list[list[str]]]:
    """The signatures that ``keep_survivors`` kept, by file."""
    return json.loads(LAST.read_text("utf-8")) if LAST.exists() else {}


def survivors_of_last_time() -> set[Signature]:
    """Who survived when it was tried last."""
    return {(row[0], row[1], row[2], row[3]) for rows in last_time().values() for row in rows}


def keep_survivors(results: Sequence[Result], changes: Changes) -> None:
    """Keep who survived; of modules that were not tried, what was kept before."""
    kept = last_time() | {path: [] for path in changes}
    for result in results:
        if result.outcome != KILLED:
            kept[result.change.path].append(list(signature(result.change)))
    LAST.write_text(json.dumps(kept, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
