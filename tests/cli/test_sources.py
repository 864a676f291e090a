"""The registry of sources as a script and a person meet it."""

from __future__ import annotations

from acutimer.places import SOURCES, resource_path
from acutimer.storage.resource_files import load_sources
from tests.cli.test_verbs import acutimer, answer, refused


def test_sources_have_the_keys_that_scripts_rely_on() -> None:
    told = answer("sources", "--json")
    assert told["schema"] == 1
    assert all(list(row) == ["id", "name", "url", "standing"] for row in told["sources"])
    by_id = {row["id"]: row for row in told["sources"]}
    assert list(by_id) == list(load_sources(resource_path(SOURCES)).names)
    assert by_id["NICE"]["standing"] == "guidance"
    assert by_id["OURS"] == {
        "id": "OURS", "name": "A cautious decision of ours", "url": "", "standing": "ours",
    }  # fmt: skip


def test_the_list_names_each_source_with_its_address() -> None:
    done = acutimer("sources")
    assert (done.returncode, done.stderr) == (0, "")
    for row in load_sources(resource_path(SOURCES)).rows:
        assert row.name in done.stdout
        assert (row.url or row.no_url) in done.stdout
    assert not done.stdout.startswith("\n")


def test_sources_take_nothing_else() -> None:
    assert "WHO" in refused("sources", "WHO")
