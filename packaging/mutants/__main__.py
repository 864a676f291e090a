"""Changes the core a little at a time and counts how many of the changes the tests notice.

    packaging/dev mutants                     all modules of [tool.mutants] in pyproject.toml
    packaging/dev mutants safety summaries    those modules, by the name of their file
    packaging/dev mutants --sample 200        so many mutants, drawn at random (--seed N draws others)
    packaging/dev mutants --again             only those that survived last time

Prints of each module how many mutants were killed, then each survivor with its diff. Exit code 1 when fewer are killed
than pyproject.toml asks for, 2 when there is no such module. A mutant that no test can tell from the original may be
named in equivalent.toml with the reason; it is printed apart and counts as a survivor all the same.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(ROOT))

from changes import Change, changes_of
from trial import KILLED, try_group

LAST = ROOT / ".mutants.json"


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
    seconds: float


def main(words: list[str]) -> int:
    """Try the mutants that are asked for, and print what became of them."""
    parser = argparse.ArgumentParser(prog="packaging/dev mutants")
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args(words)
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutants"]
    groups = [group_of(row) for row in wanted["groups"]]
    known = {Path(path).stem: path for group in groups for path in group.paths}
    if unknown := [name for name in options.modules if name not in known]:
        print(f"There is no module {', '.join(unknown)} to change; there are {', '.join(known)}.")
        return 2
    chosen = {known[name] for name in options.modules} or set(known.values())
    changes = {path: list(changes_of(ROOT / path, path)) for path in sorted(chosen)}
    if options.again:
        survived = survivors_of_last_time()
        changes = {path: [one for one in rows if signature(one) in survived] for path, rows in changes.items()}
    if options.sample is not None:
        changes = drawn(changes, options.sample, options.seed)
    results: list[Result] = []
    for group in groups:
        results += tried(group, changes)
    if not results:
        print("There is no mutant to try.")
        return 0
    keep_survivors(results, chosen)
    share = report(results, "of a sample" if options.sample is not None else "")
    return 0 if share >= wanted["least_percent"] or options.again else 1


def group_of(row: dict[str, list[str]]) -> Group:
    """A row of pyproject.toml with its patterns filled in."""

    def files(patterns: list[str]) -> tuple[str, ...]:
        found = (path for pattern in patterns for path in sorted(ROOT.glob(pattern)))
        return tuple(str(path.relative_to(ROOT)) for path in found if path.name != "__init__.py")

    return Group(files(row["modules"]), files(row["tests"]))


def drawn(changes: dict[str, list[Change]], number: int, seed: int) -> dict[str, list[Change]]:
    """So many of the changes, the same ones for the same seed."""
    every = [change for rows in changes.values() for change in rows]
    found: dict[str, list[Change]] = defaultdict(list)
    for change in random.Random(seed).sample(every, min(number, len(every))):
        found[change.path].append(change)
    return found


def tried(group: Group, changes: dict[str, list[Change]]) -> list[Result]:
    """What becomes of a group's mutants."""
    mine = [change for path in group.paths for change in changes.get(path, ())]
    results: list[Result] = []

    def told(change: Change, outcome: str, seconds: float) -> None:
        results.append(Result(change, outcome, seconds))
        if sys.stderr.isatty():
            print(f"\r{len(results)} of {len(mine)} ", end="", file=sys.stderr, flush=True)

    if mine:
        try_group(group.paths, group.tests, mine, told)
    return results


def report(results: list[Result], of_what: str) -> float:
    """Print the table and the survivors; the percentage killed of all."""
    by_module: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_module[result.change.path].append(result)
    print(f"{'module':<42} {'mutants':>8} {'killed':>8} {'share':>8} {'minutes':>8}")
    for path, rows in by_module.items():
        print(row_of(path, rows))
    print(row_of(f"all {of_what}".strip(), results))
    reasons = equivalents()
    alive = [result for result in results if result.outcome != KILLED]
    explained = [result for result in alive if signature(result.change) in reasons]
    print(f"\n{len(explained)} survivors cannot be told from the original (equivalent.toml):")
    for result in explained:
        print(f"\n{result.change.diff()}\n  {reasons[signature(result.change)]}")
    print(f"\n{len(alive) - len(explained)} other survivors:")
    for result in alive:
        if signature(result.change) not in reasons:
            print(f"\n{result.change.function}: {result.outcome}\n{result.change.diff()}")
    return share_of(results)


def row_of(name: str, rows: list[Result]) -> str:
    """One line of the table."""
    killed = Counter(row.outcome for row in rows)[KILLED]
    minutes = sum(row.seconds for row in rows) / 60
    return f"{name:<42} {len(rows):>8} {killed:>8} {share_of(rows):>7.1f}% {minutes:>8.1f}"


def share_of(rows: list[Result]) -> float:
    """Percent killed."""
    return 100 * sum(row.outcome == KILLED for row in rows) / len(rows)


Signature = tuple[str, str, str, str]


def signature(change: Change) -> Signature:
    """What a mutant is known by when lines have moved."""
    return (Path(change.path).stem, change.function, *change.differing)


def equivalents() -> dict[Signature, str]:
    """The mutants that are known to be the same program, with the reason."""
    rows = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8")).get("mutant", [])
    return {(row["module"], row["function"], row["before"], row["after"]): row["reason"] for row in rows}


def survivors_of_last_time() -> set[Signature]:
    """What ``keep_survivors`` kept."""
    if not LAST.exists():
        return set()
    return {tuple(row) for rows in json.loads(LAST.read_text(encoding="utf-8")).values() for row in rows}


def keep_survivors(results: list[Result], chosen: set[str]) -> None:
    """Keep who survived, for ``--again``; of modules that were not tried, what was kept before."""
    kept = json.loads(LAST.read_text(encoding="utf-8")) if LAST.exists() else {}
    for path in chosen:
        kept[path] = [signature(r.change) for r in results if r.change.path == path and r.outcome != KILLED]
    LAST.write_text(json.dumps(kept, indent=1), encoding="utf-8")


if __name__ == "__main__":
    began = time.monotonic()
    code = main(sys.argv[1:])
    print(f"\n{(time.monotonic() - began) / 60:.1f} minutes in all")
    sys.exit(code)
