"""A bus of its own for each test that asks for one, and our end of it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from acutimer.desktop.bus import Bus
from tests.desktop.bus_stage import PrivateBus, private_bus


@pytest.fixture
def on_bus(qtbot: QtBot) -> Iterator[PrivateBus]:
    with private_bus() as made:
        yield made


@pytest.fixture
def bus(on_bus: PrivateBus) -> Iterator[Bus]:
    made = Bus(on_bus.address)
    assert made.open()
    yield made
    made.close()
