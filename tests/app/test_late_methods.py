"""Methods of dataclasses that are compiled late do what those compiled at once do."""

from __future__ import annotations

import dataclasses
from copy import copy, deepcopy
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from acutimer.app.late_methods import compile_late

_HAS_WRITER = hasattr(dataclasses, "_create_fn")
needs_writer = pytest.mark.skipif(not _HAS_WRITER, reason="this Python writes them all in one")


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dataclasses as they are made in the window; of other tests, as Python makes them."""
    monkeypatch.setattr(dataclasses, "_create_fn", dataclasses._create_fn)  # type: ignore[attr-defined]
    compile_late()


def made() -> tuple[type[Any], type[Any]]:
    """Two of the kinds that we have: a value, and something that changes and is ordered."""

    @dataclass(frozen=True, slots=True)
    class Value:
        name: str
        numbers: tuple[int, ...] = ()
        aside: dict[str, int] = field(default_factory=dict, compare=False)

        def __post_init__(self) -> None:
            if not self.name:
                raise ValueError("a name is needed")

    @dataclass(order=True)
    class Open:
        rank: int
        words: list[str] = field(default_factory=list)

    return Value, Open


def does(value_of: type[Any], open_of: type[Any]) -> list[object]:
    """All that can be seen from outside of what the two do, each the first time it is done."""
    one, other = value_of("a", (1, 2)), value_of("a", numbers=(1, 2), aside={"x": 1})
    seen: list[object] = [one == other, hash(one) == hash(other), repr(one), one != value_of("b")]
    seen += [one == "a", {one: 1}[other], replace(one, name="c"), copy(one), deepcopy(one)]
    seen += [[each.name for each in fields(one)], value_of.__match_args__]
    for wrong in (
        lambda: value_of(),
        lambda: value_of("a", nothing=1),
        lambda: value_of(""),
        lambda: setattr(one, "name", "z"),
        lambda: delattr(one, "name"),
        lambda: open_of(1) < 1,
    ):
        with pytest.raises((TypeError, ValueError, FrozenInstanceError)) as caught:
            wrong()
        seen.append((type(caught.value), str(caught.value)))
    low, high = open_of(1), open_of(2, ["w"])
    low.rank += 0
    seen += [low < high, max(low, high), sorted([high, low]), low.words is not open_of(1).words]
    return [repr(each) for each in seen]


@needs_writer
@pytest.mark.usefixtures("late")
def test_they_do_the_same_each_time_and_take_their_place() -> None:
    late_made = made()
    assert late_made[0].__init__.__code__.co_filename != "<string>", "it was written at once"
    late_does = does(*late_made)
    assert late_does == does(*late_made), "the second time as the first"
    assert late_made[0].__init__.__code__.co_filename == "<string>", "it stands in its place now"


@needs_writer
def test_they_do_what_python_s_own_do(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = does(*made())
    monkeypatch.setattr(dataclasses, "_create_fn", dataclasses._create_fn)  # type: ignore[attr-defined]
    compile_late()
    assert does(*made()) == expected


def test_where_python_goes_another_way_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    if _HAS_WRITER:
        monkeypatch.delattr(dataclasses, "_create_fn")
    before = vars(dataclasses).copy()
    compile_late()
    assert vars(dataclasses) == before
