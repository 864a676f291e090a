"""Runs the tests of a group of modules against mutants, each in a process of its own.

One process imports and collects the tests once, runs them unchanged, and sees which test runs which line and how long
it takes. For each mutant it then forks: the copy puts the changed code into the functions that are there, and runs the
tests that come by the changed statement, the quickest first, up to the first that fails. What is changed outside of
functions (a threshold, a field) needs its module imported anew: such a mutant gets a process before anything of ours
was imported. Must never run two tests of one process at once, nor leave one behind.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import json
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import hypothesis
import pytest
from changes import Change
from coverage import Coverage

ROOT = Path(__file__).resolve().parents[2]
#: Examples of a property for each mutant; always the same ones.
EXAMPLES = 40
#: Slower tests are not asked: what only they would notice counts as survived.
SLOWEST_S = 2.0
#: A mutant that takes this many times as long as the test did, and some seconds more, will not end: it is noticed.
TIMES_AS_LONG, SPARE_S = 5, 3
MORE_MEMORY = 1 << 30

KILLED, SURVIVED, NO_TEST = "killed", "survived", "no test runs it"


@dataclass
class Baseline:
    """What the tests do without a change: seconds by test, and the tests by file and line."""

    seconds: dict[str, float]
    tests_by_line: dict[str, dict[int, set[str]]]

    def tests_for(self, change: Change) -> list[str]:
        """The tests that come by the changed statement, the quickest first; all, where imports run it."""
        by_line = self.tests_by_line.get(change.path, {})
        able = set(self.seconds)
        if change.in_body:
            able = set().union(*(by_line.get(line, set()) for line in change.lines))
        quick = [test for test in able if self.seconds.get(test, 0) <= SLOWEST_S]
        return sorted(quick, key=lambda test: (self.seconds[test], test))


class Trial:
    """The plugin that leads pytest: the tests unchanged first, then each mutant in a copy of the process."""

    def __init__(self, paths: Sequence[str], bodies: Sequence[Change], tell: Callable[..., None]) -> None:
        self._paths, self._bodies, self._tell = paths, bodies, tell
        self.failed: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            _with_few_examples(item)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run everything; True tells pytest that its own loop is not needed."""
        items = {item.nodeid: item for item in session.items}
        baseline = self._baseline(list(items.values()))
        if self.failed:
            return True
        self._tell(baseline=[baseline.seconds, {}])
        for change in self._bodies:
            tests = baseline.tests_for(change)
            began = time.monotonic()
            outcome = NO_TEST
            if tests:
                outcome = in_a_copy(lambda: self._killed(change, [items[test] for test in tests], baseline))  # noqa: B023
            self._tell(change=change, outcome=outcome, seconds=time.monotonic() - began)
        return True

    def _baseline(self, items: list[pytest.Item]) -> Baseline:
        cover = Coverage(data_file=None, include=[str(ROOT / path) for path in self._paths], config_file=False)
        seconds: dict[str, float] = {}
        cover.start()
        for item in items:
            cover.switch_context(item.nodeid)
            _forget_results()
            began = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            seconds[item.nodeid] = time.process_time() - began
        cover.stop()
        seen: dict[str, dict[int, set[str]]] = {}
        for path in self._paths:
            by_line = cover.get_data().contexts_by_lineno(str(ROOT / path))
            seen[path] = {line: {test for test in tests if test} for line, tests in by_line.items()}
        return Baseline(seconds, seen)

    def _killed(self, change: Change, items: list[pytest.Item], baseline: Baseline) -> bool:
        _exchange_code(change)
        _forget_results()
        for item in items:
            _limit_time(baseline.seconds[item.nodeid])
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if self.failed:
                return True
        return False


class Retrial:
    """The plugin for a mutant whose module was imported with the change: chosen tests in the given order."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self._seconds = seconds

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if self._seconds.get(item.nodeid, 99) <= SLOWEST_S]
        items.sort(key=lambda item: self._seconds[item.nodeid])
        for item in items:
            _with_few_examples(item)

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        _limit_time(self._seconds[item.nodeid])


def try_group(paths: Sequence[str], tests: Sequence[str], changes: Sequence[Change], told: Callable[..., None]) -> None:
    """Try all changes of a group of modules; ``told`` gets each change with its outcome and its seconds.

    Raises RuntimeError when the tests fail without any change.
    """
    bodies = [change for change in changes if change.in_body]
    seconds: dict[str, float] = {}
    for message in _from_a_copy(lambda tell: _tried_bodies(paths, tests, bodies, tell)):
        if "failed" in message:
            raise RuntimeError(f"these tests fail without any change: {', '.join(message['failed'])}")
        if "baseline" in message:
            seconds = message["baseline"][0]
        else:
            told(bodies[message["change"]], message["outcome"], message["seconds"])
    for change in changes:
        if not change.in_body:
            began = time.monotonic()
            outcome = in_a_copy(lambda: _fails_when_imported(change, tests, seconds))  # noqa: B023
            told(change, outcome, time.monotonic() - began)


def _tried_bodies(paths: Sequence[str], tests: Sequence[str], bodies: list[Change], tell: Callable[..., None]) -> None:
    number = {id(change): index for index, change in enumerate(bodies)}

    def numbered(**message: Any) -> None:
        if "change" in message:
            message["change"] = number[id(message["change"])]
        tell(**message)

    trial = Trial(paths, bodies, numbered)
    code = _pytest(tests, trial)
    if trial.failed or code != 0:
        numbered(failed=trial.failed or [f"pytest ended with {code}"])


def _fails_when_imported(change: Change, tests: Sequence[str], seconds: dict[str, float]) -> bool:
    sys.meta_path.insert(0, _Changed(change))
    resource.setrlimit(resource.RLIMIT_CPU, (60, resource.RLIM_INFINITY))
    return _pytest([*tests, "-x"], Retrial(seconds)) != 0


def _pytest(arguments: Sequence[str], plugin: object) -> int:
    settings = ["-c", str(Path(__file__).with_name("pytest.ini")), f"--rootdir={ROOT}"]
    quiet = ["-p", "no:cacheprovider", "--tb=no", "-q"]
    return int(pytest.main([*settings, *quiet, *arguments], plugins=[plugin]))


# --- one process for each mutant --------------------------------------------------------------------------------------


def in_a_copy(is_noticed: Callable[[], bool]) -> str:
    """Ask in a copy of this process; one that breaks, hangs or takes all memory has noticed as well."""
    pid = os.fork()
    if pid == 0:
        code = 3
        with contextlib.suppress(BaseException):
            _limit_memory()
            _be_silent()
            try:
                code = 1 if is_noticed() else 0
            except MemoryError:
                code = 1
        os._exit(code)
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) not in (0, 1):
        raise RuntimeError("a mutant could not be tried: the trial itself failed")
    return SURVIVED if status == 0 else KILLED


def _from_a_copy(work: Callable[[Callable[..., None]], None]) -> Iterator[dict[str, Any]]:
    """Do long work in a copy of this process, and yield what it tells as it comes."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8", buffering=1) as pipe:
            _be_silent()
            try:
                work(lambda **message: print(json.dumps(message), file=pipe, flush=True))
            except BaseException as fault:  # noqa: BLE001 - told, then raised by who listens
                print(json.dumps({"failed": [repr(fault)]}), file=pipe, flush=True)
        os._exit(0)
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="utf-8") as pipe:
            for line in pipe:
                yield json.loads(line)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)


def _limit_time(seconds: float) -> None:
    """End this process by a signal when it has used so much more time; time of the processor, not of the wall."""
    used = time.process_time()
    most = int(used + TIMES_AS_LONG * seconds + SPARE_S) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _limit_memory() -> None:
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MORE_MEMORY, resource.RLIM_INFINITY))


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


# --- the change in place of the code that is there --------------------------------------------------------------------


def _exchange_code(change: Change) -> None:
    """Give every function of the changed file that is there the code of the changed source."""
    path = str(ROOT / change.path)
    new = dict(_codes(compile(change.changed, path, "exec")))
    exchanged = 0
    for function in gc.get_objects():
        if type(function) is FunctionType and function.__code__.co_filename == path:
            code = new.get(_key(function.__code__))
            if code is not None and code != function.__code__:
                function.__code__ = code
                exchanged += 1
    if not exchanged:
        raise RuntimeError(f"no function of {change.path} has the change of {change.function}")


def _codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield _key(inner), inner
            yield from _codes(inner)


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _forget_results() -> None:
    """Empty what functools keeps, ours and the tests', so that nothing was computed by the unchanged code."""
    for kept in gc.get_objects():
        if isinstance(kept, functools._lru_cache_wrapper) and str(kept.__module__).startswith(("acutimer", "tests")):
            kept.cache_clear()


class _Changed(MetaPathFinder, Loader):
    """Imports one module from its changed source."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._name = change.path.removesuffix(".py").replace("/", ".")

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        return spec_from_loader(fullname, self, origin=self._change.path) if fullname == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        path = str(ROOT / self._change.path)
        module.__file__ = path
        exec(compile(self._change.changed, path, "exec"), module.__dict__)


def _with_few_examples(item: pytest.Item) -> None:
    """A property gets a few examples, always the same; a failing one is not made smaller."""
    test = getattr(item, "obj", None)
    kept = getattr(test, "_hypothesis_internal_use_settings", None)
    if kept is not None:
        few = hypothesis.settings(
            kept,
            max_examples=min(kept.max_examples, EXAMPLES),
            derandomize=True,
            database=None,
            phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
            print_blob=False,
        )
        test._hypothesis_internal_use_settings = few
