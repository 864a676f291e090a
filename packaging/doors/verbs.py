"""Everybody before the headless doors: real processes, real files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from window import everybody

from acutimer.core.durations import clock_text
from acutimer.core.points import Side
from acutimer.core.routines import Routine
from acutimer.runtime.clock import SystemClock
from tests.doors import Visitor, every_kind, write_routine
from tests.second_reading import Answers, Led, is_light, led, left_of, no_to_all

_ROOT = Path(__file__).parents[2]
_LENGTH = re.compile(r", (\d+):(\d\d), checked")


def tried(share: float, seed: int) -> Iterator[tuple[str, int, list[str]]]:
    """One row for each verb."""
    visitors = everybody(share, seed)
    faults: dict[str, list[str]] = {name: [] for name in ("render", "check", "typed", "lint")}
    for visitor in visitors:
        with tempfile.TemporaryDirectory(prefix="doors-") as folder:
            home = Path(folder, "home")
            home.mkdir()
            visitor.prepare(home, SystemClock().now())
            path = write_routine(home)
            for name, found in (
                ("render", _render(home, visitor)),
                ("check", _check(home, visitor)),
                ("typed", _typed(home, visitor)),
                ("lint", _lint(home, path, visitor)),
            ):
                faults[name] += [f"{visitor.name}: {one}" for one in found]
    for name, found in faults.items():
        yield f"verb: {name}", len(visitors), found


def _run(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "acutimer", "--home", home, *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        cwd=_ROOT,
        timeout=300,
    )


def _render(home: Path, visitor: Visitor) -> Iterator[str]:
    """The length of the file tells which steps are in it; a line says that they are light."""
    path = home / "out.wav"
    done = _run(home, "render", "every-kind", path, "--level", "silent")
    expected = led(every_kind(), visitor.answers) if visitor.answers is not None else None
    if expected is None or visitor.answers is None:
        if (done.returncode, done.stdout) != (2, "") or path.exists():
            yield f"rendered: {done.stdout}{done.stderr}"
        if len(done.stderr.splitlines()) != 1:
            yield f"not one sentence: {done.stderr}"
        return
    length = _LENGTH.search(done.stdout)
    wanted = clock_text(as_led(every_kind(), visitor.answers).length_s)
    if length is None or f"{length[1]}:{length[2]}" != wanted:
        yield f"rendered {done.stdout}{done.stderr}, not {wanted}"
    light = any(one.light for one in expected)
    if ("light pressure only" in done.stderr) != light:
        yield f"light is {light}: {done.stderr}"


def as_led(routine: Routine, answers: Answers) -> Routine:
    """The steps of a routine that the second reading leaves, on the sides that it leaves."""
    kept = []
    for step in routine.steps:
        left = left_of(step, answers)
        if left is not None:
            narrowed = step.side in (Side.BOTH, Side.IN_TURN) and len(left.sides) == 1
            kept.append(replace(step, side=Side(next(iter(left.sides)))) if narrowed else step)
    return routine.with_steps(kept)


def _check(home: Path, visitor: Visitor, *words: str) -> Iterator[str]:
    done = _run(home, "safety", "check", "every-kind", *words, "--json")
    if done.returncode != 0:
        yield f"no answer: {done.stderr}"
        return
    told = json.loads(done.stdout)
    expected = led(every_kind(), visitor.answers) if visitor.answers is not None else None
    if told["session"] != (expected is not None):
        yield f"session {told['session']}"
    found = {(row["point"], row["side"]) for row in _pressed(told)}
    wanted = {(one.point, side) for one in expected or () if one.point for side in one.sides}
    if found != wanted:
        yield f"{found ^ wanted} differ"
    if visitor.answers is not None and is_light(visitor.answers):
        firm = [row for row in told["allowed"] if row["point"]]
        yield from (f"not light: {row}" for row in firm)
    if visitor.answers is None and not told["ask_first"] and not told["out"]:
        yield "nothing is said of why"


def _pressed(told: dict[str, list[dict[str, str]]]) -> list[dict[str, str]]:
    return [row for row in (*told["light_only"], *told["allowed"]) if row["point"]]


def _typed(home: Path, visitor: Visitor) -> Iterator[str]:
    """The same answers typed, in a profile that says otherwise or nothing."""
    if visitor.answers is not None:
        (home / "elsewhere").mkdir()
        write_routine(home / "elsewhere")
        yield from _check(home / "elsewhere", visitor, *_words(visitor.answers))


def _words(answers: Answers) -> Iterator[str]:
    for question, told in answers.items():
        yield from ("--answer", f"{question}={told.answer}")
        if told.cleared:
            yield from ("--cleared", question)
        for place, side in told.where:
            yield from ("--where", f"{place}.{side}")


def _lint(home: Path, path: Path, visitor: Visitor) -> Iterator[str]:
    """It leads nobody, and says either what is switched off or why nothing may begin."""
    done = _run(home, "routine", "lint", path, "--json")
    if done.returncode != 0:
        yield f"no answer: {done.stderr}"
        return
    expected = led(every_kind(), visitor.answers) if visitor.answers is not None else None
    off = any(one["code"] == "switched_off" for one in json.loads(done.stdout)["findings"])
    if expected is None:
        if not off and not done.stderr and visitor.answers is not None:
            yield "nothing is said of a session that may not begin"
        return
    if not off and _sides(expected) != _sides(led(every_kind(), no_to_all()) or ()):
        yield "nothing is said of what is left out"


def _sides(steps: tuple[Led, ...]) -> list[tuple[str | None, frozenset[str]]]:
    return [(one.point, one.sides) for one in steps]
