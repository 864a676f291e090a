"""How much of a long proof runs: a quarter with every change, all of it when it is asked for.

``packaging/dev test --whole`` asks for all, and so does who names a file, a folder or a test. What
runs otherwise is always the same quarter, so that a failure comes again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_IS_WHOLE = os.environ.get("ACUTIMER_TESTS") == "whole"
_EACH = 4
_FEWEST = 10
#: Where one case costs a window, a program or a recording. What is reckoned only is tried whole.
_DEAR = ("audio", "cli", "desktop", "journeys", "shape", "ui", "voice")


def examples(whole: int) -> int:
    """So many random examples, of so many in a whole proof."""
    return whole if _IS_WHOLE else max(min(whole, _FEWEST), whole // _EACH)


def left_out(config: pytest.Config, items: list[pytest.Item]) -> list[pytest.Item]:
    """The cases of dear tests that a run of everything passes over.

    Of the cases of one test every fourth stays, at least two, the first and the last among them.
    """
    named = [config.rootpath / one for one in config.args]
    if _IS_WHOLE or named != [config.rootpath / one for one in config.getini("testpaths")]:
        return []
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if hasattr(item, "callspec") and _room(config, item.path) in _DEAR:
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    stay = {item.nodeid for of_one in cases.values() for item in _some(of_one)}
    return [item for of_one in cases.values() for item in of_one if item.nodeid not in stay]


def _room(config: pytest.Config, path: Path) -> str:
    return path.relative_to(config.rootpath / "tests").parts[0]


def _some(cases: list[pytest.Item]) -> list[pytest.Item]:
    """So many of the cases as run, evenly from the first to the last in the test's own order."""
    ordered = sorted(cases, key=lambda one: tuple(one.callspec.indices.values()))  # type: ignore[attr-defined]
    most = len(ordered) - 1
    steps = max(1, len(ordered) // _EACH)
    return [ordered[round(at * most / steps)] for at in range(min(steps, most) + 1)]
