"""The JSON file is what its schema says, and holds what was noted; the table's columns stay."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from acutimer.core.journal import Entry
from acutimer.core.spots import Spot, read_spots
from acutimer.places import resource_path
from acutimer.storage.errors import StorageError
from acutimer.storage.exchange.csv_file import COLUMNS, csv_content
from acutimer.storage.exchange.json_file import SCHEMA_FILE, json_content, write_json
from acutimer.storage.exchange.listing import entry_json
from tests.architecture.sources import ROOT
from tests.storage.journals import WallClock
from tests.storage.one_of_each import one_of_each

SPOTS = {"GB20.left": Spot(0.25, -0.5), "GV20.middle": Spot(0.0, 1.0)}
VALIDATOR = Draft202012Validator(json.loads(resource_path(SCHEMA_FILE).read_bytes()))


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    return one_of_each(tmp_path_factory.mktemp("journal"))


@pytest.fixture(scope="module")
def content(entries: list[Entry]) -> dict[str, Any]:
    written, counted = json_content(entries, WallClock()(), SPOTS)
    assert counted == len(entries)
    return json.loads(written)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_what_leaves_is_what_the_schema_says(content: dict[str, Any], entries: list[Entry]) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(content)] == []
    assert content["entries"] == [entry_json(one) for one in entries]
    assert read_spots(content["spots"]) == (SPOTS, [])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda it: it.pop("spots"),
        lambda it: it.update(version=4),
        lambda it: it["spots"].update({"GB20": [1, 2]}),
        lambda it: it["spots"].update({"GB20.left": [1]}),
        lambda it: it["entries"][0].update(value=11),
        lambda it: it["entries"][0].update(value=None),
        lambda it: it["entries"][0].update(at="2026-03-01T09:00:00"),
        lambda it: it["entries"][0].pop("tags"),
        lambda it: it["entries"][0].update(kind="session"),
        lambda it: it["entries"][0].update(pin="1234"),
        lambda it: it["entries"][-1].update(day="yesterday"),
    ],
)
def test_the_schema_refuses_another_shape(
    content: dict[str, Any], spoil: Callable[[dict[str, Any]], object]
) -> None:
    spoiled = deepcopy(content)
    spoil(spoiled)
    assert not VALIDATOR.is_valid(spoiled)


def test_an_empty_diary_leaves_too(now: WallClock) -> None:
    written, count = json_content([], now())
    assert count == 0
    assert VALIDATOR.is_valid(json.loads(written))


def test_a_file_that_lacks_a_spot_when_read_back_is_not_kept(
    now: WallClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lossy(path: Path, content: bytes) -> int:
        return real(path, content.replace(b"GV20.middle", b"GB20.left"))

    real = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lossy)
    with pytest.raises(StorageError, match="could not be read back"):
        write_json(tmp_path / "out.json", [], now(), SPOTS)
    assert list(tmp_path.glob("*.json")) == []


def test_the_columns_are_frozen() -> None:
    assert csv_content([])[0].decode() == (
        "id,kind,at,value,site,side,note,session,unwelcome,routine,planned_s,pressed_s,ended,"
        "places,content_hash,times_a_week,weeks,state,paused_on,paused_days,zone,tags,day,"
        "ended_at,still_at,worst,had,class,medicine\r\n"
    )


def test_every_column_is_documented_in_its_order() -> None:
    table = (ROOT / "docs/files.md").read_text(encoding="utf-8").split("## ")[1]
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([a-z_]+)`", row)]
    assert named == list(COLUMNS)
