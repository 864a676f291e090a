"""Runs the tests of a group of modules against mutants, each in a process of its own.

One process imports and collects the tests once, runs them unchanged, and sees which test runs
which line and how long it takes. For each mutant it then forks: the copy puts the changed code
into the functions that are there, and runs the tests that come by the changed statement, the
quickest first, up to the first that fails. What is changed outside of functions (a threshold, a
field) needs its module imported anew: such a mutant gets a process before anything of ours was
imported. Must never take a fault of its own for a mutant that was noticed.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
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
#: A mutant that takes so many times as long as the test did, and some seconds more, never ends.
TIMES_AS_LONG, SPARE_S = 5, 2
#: Room for what a test needs; a mutant that fills it never ends either.
MORE_MEMORY = 1 << 30

KILLED, SURVIVED, NO_TEST = "killed", "survived", "no test runs it"
#: Exit codes of a copy; any other says that the trial itself failed.
_ALIVE, _NOTICED, _FAULT = 0, 10, 3
#: What ends a copy that loops without end, or calls itself without end.
_ENDLESS = (signal.SIGXCPU, signal.SIGSEGV)

#: What is told of a change that needs its module imported anew.
NOT_IN_PLACE = "not in place"

Told = Callable[[Change, str, float], None]
Exchange = tuple[FunctionType, CodeType]


@dataclass
class Baseline:
    """What the tests do without a change: seconds by test, and the tests by file and line."""

    seconds: dict[str, float]
    tests_by_line: dict[str, dict[int, set[str]]]

    def tests_for(self, change: Change) -> list[str]:
        """The tests that come by the changed statement, the quickest first."""
        by_line = self.tests_by_line[change.path]
        able = set[str]().union(*(by_line.get(line, ()) for line in change.lines))
        quick = [test for test in able if self.seconds[test] <= SLOWEST_S]
        return sorted(quick, key=lambda test: (self.seconds[test], test))


class Trial:
    """The plugin that leads pytest: the tests unchanged first, then each mutant in a copy."""

    def __init__(
        self, paths: Sequence[str], changes: Sequence[Change], tell: Callable[..., None]
    ) -> None:
        self._paths, self._changes, self._tell = paths, changes, tell
        self._functions: dict[str, list[FunctionType]] = {}
        self._caches: list[Any] = []
        self.failed: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            _give_few_examples(item)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run everything; True tells pytest that its own loop is not needed."""
        try:
            self._run(session.items)
        except Exception as fault:  # noqa: BLE001 - pytest would only print it
            self._tell(failed=[str(fault)])
        return True

    def _run(self, tests: Sequence[pytest.Item]) -> None:
        items = {item.nodeid: item for item in tests}
        baseline = self._baseline(tests)
        self._functions, self._caches = _functions_in(self._paths), _caches()
        # A copy shares all memory that it does not touch; looking for garbage would touch it all.
        gc.collect()
        gc.freeze()
        if not self.failed:
            self._tell(seconds=baseline.seconds)
            for number, change in enumerate(self._changes):
                began = time.monotonic()
                able = [items[test] for test in baseline.tests_for(change)]
                exchanges = _exchanges(change, self._functions[change.path])
                notices = functools.partial(self._notices, exchanges, able, baseline)
                outcome = NO_TEST
                if able:
                    outcome = in_a_copy(notices) if exchanges else NOT_IN_PLACE
                self._tell(number=number, outcome=outcome, took_s=time.monotonic() - began)

    def _baseline(self, items: Sequence[pytest.Item]) -> Baseline:
        files = {path: str(ROOT / path) for path in self._paths}
        cover = Coverage(data_file=None, include=list(files.values()), config_file=False)
        seconds: dict[str, float] = {}
        cover.start()
        caches = _caches()
        for item in items:
            cover.switch_context(item.nodeid)
            _forget(caches)
            began = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            seconds[item.nodeid] = time.process_time() - began
        cover.stop()
        lines = {path: cover.get_data().contexts_by_lineno(file) for path, file in files.items()}
        return Baseline(
            seconds,
            {
                path: {line: set(tests) - {""} for line, tests in by_line.items()}
                for path, by_line in lines.items()
            },
        )

    def _notices(
        self, exchanges: list[Exchange], items: list[pytest.Item], baseline: Baseline
    ) -> bool:
        for function, code in exchanges:
            function.__code__ = code
        _forget(self._caches)
        for item in items:
            _limit_time(baseline.seconds[item.nodeid])
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if self.failed:
                return True
        return False


class Retrial:
    """The plugin for a module that is imported with its change: the tests, the quickest first."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self._seconds = seconds

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if self._took_s(item) <= SLOWEST_S]
        items.sort(key=self._took_s)
        for item in items:
            _give_few_examples(item)

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        _limit_time(self._took_s(item))

    def _took_s(self, item: pytest.Item) -> float:
        """How long it took without a change; where a change gives it another name, not known."""
        return self._seconds.get(item.nodeid, 0)


def try_changes(
    paths: Sequence[str], tests: Sequence[str], changes: Sequence[Change], told: Told
) -> None:
    """Try changes of modules that are judged by the same tests; ``told`` gets each outcome.

    Raises RuntimeError when the tests fail without any change.
    """
    bodies = [change for change in changes if change.in_body]
    outside = [change for change in changes if not change.in_body]
    seconds: dict[str, float] = {}
    for message in _told_by_a_copy(lambda tell: _try_bodies(paths, tests, bodies, tell)):
        if "failed" in message:
            raise RuntimeError(f"without any change these fail: {', '.join(message['failed'])}")
        if "seconds" in message:
            seconds = message["seconds"]
        elif message["outcome"] == NOT_IN_PLACE:
            outside.append(bodies[message["number"]])
        else:
            told(bodies[message["number"]], message["outcome"], message["took_s"])
    if outside:
        same = replace(outside[0], changed=outside[0].source)
        if in_a_copy(functools.partial(_fails_when_imported, same, tests, seconds)) != SURVIVED:
            raise RuntimeError("without any change the tests fail when they run in another order")
    for change in outside:
        began = time.monotonic()
        outcome = in_a_copy(functools.partial(_fails_when_imported, change, tests, seconds))
        told(change, outcome, time.monotonic() - began)


def _try_bodies(
    paths: Sequence[str], tests: Sequence[str], bodies: list[Change], tell: Callable[..., None]
) -> None:
    trial = Trial(paths, bodies, tell)
    code = _pytest(tests, trial)
    if trial.failed or code != 0:
        tell(failed=trial.failed or [f"pytest itself, with {code}"])


def _fails_when_imported(change: Change, tests: Sequence[str], seconds: dict[str, float]) -> bool:
    sys.meta_path.insert(0, _ChangedImport(change))
    _limit_time(10)
    return _pytest([*tests, "-x"], Retrial(seconds)) != 0


def _pytest(arguments: Sequence[str], plugin: object) -> int:
    settings = ["-c", str(Path(__file__).with_name("pytest.ini")), f"--rootdir={ROOT}"]
    short = ["-p", "no:cacheprovider", "--tb=no", "-q"]
    return int(pytest.main([*settings, *short, *arguments], plugins=[plugin]))


# --- one process for each mutant -----------------------------------------------------------------


def in_a_copy(notices: Callable[[], bool]) -> str:
    """Ask in a copy of this process; one that hangs or takes all memory was noticed as well."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = _FAULT
        try:
            _be_silent()
            _limit_memory()
            code = _NOTICED if notices() else _ALIVE
        except MemoryError:
            code = _NOTICED
        except BaseException as fault:  # noqa: BLE001 - told, and raised by who waits
            os.write(writing, repr(fault).encode()[:500])
        os._exit(code)
    os.close(writing)
    _, status = os.waitpid(pid, 0)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as pipe:
        fault = pipe.read()
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in _ENDLESS:
        return KILLED
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) in (_ALIVE, _NOTICED):
        return KILLED if os.WEXITSTATUS(status) == _NOTICED else SURVIVED
    raise RuntimeError(f"a mutant could not be tried: {fault or f'status {status}'}")


def _told_by_a_copy(work: Callable[[Callable[..., None]], None]) -> Iterator[dict[str, Any]]:
    """Do long work in a copy of this process, and yield what it tells as it comes."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _be_silent()
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:

            def tell(**message: Any) -> None:
                print(json.dumps(message), file=pipe, flush=True)

            try:
                work(tell)
            except BaseException as fault:  # noqa: BLE001 - told, and raised by who listens
                tell(failed=[repr(fault)])
        os._exit(0)
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="utf-8") as pipe:
            for line in pipe:
                yield json.loads(line)
    finally:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)


def _limit_time(seconds: float) -> None:
    """Let a signal end this process when it never ends; time of the processor, not of the wall."""
    most = int(time.process_time() + TIMES_AS_LONG * seconds + SPARE_S) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MORE_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


# --- the change in place of the code that is there -----------------------------------------------


def _functions_in(paths: Sequence[str]) -> dict[str, list[FunctionType]]:
    """Every function of these files that is there, however it is wrapped."""
    found: dict[str, list[FunctionType]] = {path: [] for path in paths}
    files = {str(ROOT / path): path for path in paths}
    for thing in gc.get_objects():
        if type(thing) is FunctionType and thing.__code__.co_filename in files:
            found[files[thing.__code__.co_filename]].append(thing)
    return found


def _exchanges(change: Change, functions: Sequence[FunctionType]) -> list[Exchange]:
    """The functions of a file whose code differs in its changed source, with that code.

    Empty where that cannot be put in place: a function inside another must use the same of it.
    """
    codes = dict(_codes(compile(change.changed, str(ROOT / change.path), "exec")))
    pairs = [(function, codes.get(_key(function.__code__))) for function in functions]
    found = [(function, code) for function, code in pairs if code and code != function.__code__]
    fits = all(code.co_freevars == function.__code__.co_freevars for function, code in found)
    return found if fits else []


def _codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield _key(inner), inner
            yield from _codes(inner)


def _key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _caches() -> list[Any]:
    """What functools keeps of ours and the tests'."""
    kept = functools._lru_cache_wrapper  # noqa: SLF001
    found = [thing for thing in gc.get_objects() if type(thing) is kept]
    return [cache for cache in found if cache.__module__.startswith(("acutimer", "tests"))]


def _forget(caches: Sequence[Any]) -> None:
    """Empty them: the unchanged code has filled them."""
    for cache in caches:
        cache.cache_clear()


class _ChangedImport(MetaPathFinder, Loader):
    """Imports one module from its changed source."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._name = change.path.removesuffix(".py").replace("/", ".")

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:  # noqa: ARG002
        return spec_from_loader(fullname, self) if fullname == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        path = str(ROOT / self._change.path)
        module.__file__ = path
        exec(compile(self._change.changed, path, "exec"), module.__dict__)


def _give_few_examples(item: pytest.Item) -> None:
    """A property gets a few examples, always the same; a failing one is not made smaller."""
    test = getattr(item, "obj", None)
    usual = getattr(test, "_hypothesis_internal_use_settings", None)
    if usual is not None:
        # Hypothesis has no public way to change what a decorator has set.
        test._hypothesis_internal_use_settings = hypothesis.settings(  # noqa: SLF001
            usual,
            max_examples=min(usual.max_examples, EXAMPLES),
            derandomize=True,
            database=None,
            phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        )
