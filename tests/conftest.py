"""What holds for every test: windows are drawn offscreen, and a busy machine is no defect."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

from tests.amounts import examples

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# a session under test must not be a player on this desktop, keep its screen awake or speak there
os.environ["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/none"
os.environ["SPEECHD_ADDRESS"] = "inet_socket:none"

# How long one example takes says more about the machine than about us; the benchmarks measure.
settings.register_profile(
    "acutimer",
    deadline=None,
    max_examples=examples(100),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("acutimer")

#: So many tests run between two looks for garbage. A window that is left over costs time with each
#: change of the text size, until it is found.
_TESTS_EACH = 15
_run = count(1)


def pytest_sessionstart() -> None:
    """Let no look for garbage come by itself: it may come while Qt paints, or in another thread.

    It then deletes windows that earlier tests left, which crashes Qt now and then.
    """
    gc.disable()


def pytest_collection_finish() -> None:
    """What was loaded for all tests stays, and need not be looked at again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """Look for garbage between tests, in the thread that owns the windows."""
    done = yield
    if next(_run) % _TESTS_EACH == 0:
        gc.collect()
    return done
