"""Routines as files: what is written reads back, and nothing is written over or slips in."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.composing import YOUR_POINTS
from acutimer.core.drafting import NEW_ID
from acutimer.core.reading import UNSEEN, ContentError
from acutimer.core.routine_reading import read_routine
from acutimer.core.routines import Routine
from acutimer.storage.draft_files import keep_drafts, load_drafts
from acutimer.storage.errors import StorageError
from acutimer.storage.resource_files import load_routine_file, load_routines
from acutimer.storage.routine_files import (
    bring_back,
    export_routine,
    file_of,
    remove_routine,
    routine_text,
    save_routine,
    take_in,
)
from acutimer.storage.toml_files import MOST_BYTES
from tests.core.shipped import RESOURCES, atlas, built, routine

GB21 = {"kind": "hold", "point": "GB21", "side": "in_turn", "seconds": 90, "own": True}
MINE = replace(built(GB21), id="mine", name="Mine", author="A. Example", date="2026-03-02")
GOOD = routine_text(MINE)


def others(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# --- writing ------------------------------------------------------------------------------------


def test_a_saved_routine_is_private_whole_and_reads_back(tmp_path: Path) -> None:
    folder = tmp_path / "profile" / "routines"
    path = save_routine(folder, MINE)
    assert path == folder / "mine.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert load_routine_file(path, atlas()) == MINE
    assert others(folder) == {"mine.toml"}


def test_saving_again_writes_over_its_own_file_whatever_that_is_called(tmp_path: Path) -> None:
    (tmp_path / "from-the-practice.toml").write_text("# kept by nobody\n" + GOOD)
    changed = replace(MINE, name="Mine, changed")
    assert save_routine(tmp_path, changed) == tmp_path / "from-the-practice.toml"
    assert others(tmp_path) == {"from-the-practice.toml"}
    assert load_routine_file(tmp_path / "from-the-practice.toml", atlas()) == changed
    assert "kept by nobody" not in (tmp_path / "from-the-practice.toml").read_text()


@pytest.mark.parametrize("theirs", [GOOD.replace('"mine"', '"other"'), "not [toml", "\0\0"])
def test_another_s_file_of_that_name_is_left_alone(tmp_path: Path, theirs: str) -> None:
    (tmp_path / "mine.toml").write_text(theirs)
    assert save_routine(tmp_path, MINE) == tmp_path / "mine-2.toml"
    assert (tmp_path / "mine.toml").read_text() == theirs


def test_an_id_no_file_can_be_called_gets_a_name_that_one_can(tmp_path: Path) -> None:
    long = replace(MINE, id="頭" * 80)
    path = save_routine(tmp_path, long)
    assert path.name == "routine.toml"
    assert file_of(tmp_path, long.id) == path
    assert load_routine_file(path, atlas()) == long


def test_what_cannot_be_written_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "routines").write_text("a file where the folder should be")
    with pytest.raises(StorageError) as raised:
        save_routine(tmp_path / "routines", MINE)
    assert "\n" not in raised.value.sentence
    with pytest.raises(StorageError):
        export_routine(tmp_path / "nowhere" / "x.toml", MINE)
    assert others(tmp_path) == {"routines"}


def test_exporting_never_writes_over_a_file_unasked(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    export_routine(path, MINE)
    with pytest.raises(StorageError, match="there already; nothing was written"):
        export_routine(path, replace(MINE, name="Other"))
    assert load_routine_file(path, atlas()) == MINE
    export_routine(path, replace(MINE, name="Other"), replaces=True)
    assert load_routine_file(path, atlas()).name == "Other"


# --- taking in ----------------------------------------------------------------------------------


def test_a_foreign_routine_is_copied_in(tmp_path: Path) -> None:
    (tmp_path / "gift.toml").write_text(GOOD)
    taken = take_in(tmp_path / "gift.toml", tmp_path / "own", [], atlas())
    assert taken.routine == MINE
    assert not taken.was_there
    assert load_routines([tmp_path / "own"], atlas()) == ([MINE], [])
    assert (tmp_path / "gift.toml").read_text() == GOOD


def test_the_same_routine_is_not_added_twice(tmp_path: Path) -> None:
    (tmp_path / "gift.toml").write_text(GOOD)
    taken = take_in(tmp_path / "gift.toml", tmp_path / "own", [replace(MINE, id="x")], atlas())
    assert taken.was_there
    assert taken.routine.id == "x"
    assert not (tmp_path / "own").exists()


def test_an_id_that_belongs_to_another_is_not_taken_from_it(tmp_path: Path) -> None:
    shipped = routine("desk-pause")
    (tmp_path / "gift.toml").write_text(GOOD.replace('"mine"', '"desk-pause"'))
    taken = take_in(tmp_path / "gift.toml", tmp_path / "own", [shipped], atlas())
    assert (taken.routine.id, taken.renamed_from) == ("desk-pause-2", "desk-pause")
    assert others(tmp_path / "own") == {"desk-pause-2.toml"}


def test_an_id_of_a_file_that_cannot_be_built_is_taken_too(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.toml").write_text('id = "mine"\n')
    (tmp_path / "gift.toml").write_text(GOOD)
    assert take_in(tmp_path / "gift.toml", own, [], atlas()).routine.id == "mine-2"
    assert (own / "a.toml").read_text() == 'id = "mine"\n'


@pytest.mark.parametrize("taken", [NEW_ID, YOUR_POINTS])
def test_an_id_the_program_uses_itself_is_not_taken_from_it(tmp_path: Path, taken: str) -> None:
    (tmp_path / "gift.toml").write_text(GOOD.replace('"mine"', f'"{taken}"'))
    assert take_in(tmp_path / "gift.toml", tmp_path, [], atlas()).routine.id == f"{taken}-2"


def test_an_id_of_a_draft_is_not_taken_from_it(tmp_path: Path) -> None:
    own = tmp_path / "own"
    keep_drafts(own, [replace(MINE, name="Begun")])
    (tmp_path / "gift.toml").write_text(GOOD)
    assert take_in(tmp_path / "gift.toml", own, [], atlas()).routine.id == "mine-2"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD.replace("GB21", "GB99").encode(), "line 10: there is no point 'GB99'"),
        (GOOD.replace("schema = 1", "schema = 2").encode(), "line 1: it was written for a newer"),
        (GOOD.replace("schema = 1", 'schema = "1"').encode(), "line 1: schema must be a whole"),
        (GOOD.replace("seconds = 90", "seconds = 181").encode(), "line 12: seconds must lie from"),
        (f"{GOOD}\n{GOOD[GOOD.index('[[') :]}".replace("90", "120").encode(), "adds up to 240 s"),
        (GOOD.replace("GB21", "TE17").encode(), "shown only and has no timer"),
        (b"\xff\xfe" + GOOD.encode(), "line 1: it is no UTF-8 text"),
        (bytes(range(256)) * 16, "gift.toml, line"),
        (b"#" * (MOST_BYTES + 1), "larger than 256 KiB"),
        (b"", "schema is missing"),
        (GOOD.replace('"Mine"', '"Mine\\u001b[2J"').encode(), "line 3: name holds a character"),
        (GOOD.replace("A. Ex", "\u202eA. Ex").encode(), "line 5: author holds a character that"),
        (GOOD.replace("2026-03-02", "2026-03-02\u0000").encode(), "gift.toml, line"),
        (f'{GOOD}note = "\\u0000"\n'.encode(), "line 14: note holds a character that cannot be"),
        (
            GOOD.replace("\n[[", 'cautions = ["a", "\\u2066b"]\n\n[[', 1).encode(),
            "cautions holds a character that cannot be seen",
        ),
    ],
)
def test_what_cannot_be_used_adds_nothing_and_says_why(
    tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "gift.toml").write_bytes(content)
    with pytest.raises(StorageError) as raised:
        take_in(tmp_path / "gift.toml", tmp_path / "own", [], atlas())
    sentence = raised.value.sentence
    assert words in sentence
    assert sentence.endswith("Nothing was added.")
    assert "\n" not in sentence
    assert others(tmp_path) == {"gift.toml"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (GOOD.replace("90", "0x" + "f" * 5000), "line 12: seconds must lie from 1 to 180, not so"),
        (GOOD.replace("90", "9" * 5000), "line 12: a number in it has too many digits"),
        ("schema = 0x" + "f" * 5000, "line 1: it was written for a newer acutimer"),
        (GOOD.replace('"hold"', '"' + "x" * 9000 + '"'), "line 9: kind must be one of hold"),
        (GOOD.replace("own = true", "y" * 9000 + " = 1"), "line 13: the key 'yyy"),
        (GOOD.replace('kind = "hold"', "kind" + ".a" * 400 + "=1"), "not a table."),
        (GOOD.replace('"hold"', "[" * 90 + "]" * 90), "not a list."),
        ("a" + ".a" * 120_000 + "=1", "line 1: it is nested too deeply"),
        ("x = 1\n[" + "a." * 120_000 + "a]", "line 2: it is nested too deeply"),
        ("x = " + "[" * 100_000, "it is nested too deeply"),
    ],
)
def test_a_file_made_to_harm_is_one_short_sentence(
    tmp_path: Path, content: str, words: str
) -> None:
    (tmp_path / "gift.toml").write_text(content)
    with pytest.raises(StorageError) as raised:
        take_in(tmp_path / "gift.toml", tmp_path / "own", [], atlas())
    assert words in raised.value.sentence
    assert len(raised.value.sentence) < 250


def test_a_folder_or_nothing_at_all_is_no_routine(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.toml"):
        with pytest.raises(StorageError, match="Nothing was added"):
            take_in(path, tmp_path / "own", [], atlas())


# --- removing -----------------------------------------------------------------------------------


def test_a_removed_routine_can_be_brought_back(tmp_path: Path) -> None:
    path = save_routine(tmp_path, MINE)
    aside = remove_routine(tmp_path, "mine")
    assert load_routines([tmp_path], atlas()) == ([], [])
    assert bring_back(aside) == path
    assert load_routines([tmp_path], atlas()) == ([MINE], [])


def test_removing_twice_keeps_both_and_bringing_back_writes_over_nothing(tmp_path: Path) -> None:
    save_routine(tmp_path, MINE)
    first = remove_routine(tmp_path, "mine")
    save_routine(tmp_path, replace(MINE, name="Second"))
    second = remove_routine(tmp_path, "mine")
    assert first != second
    save_routine(tmp_path, replace(MINE, name="Third"))
    assert bring_back(first).name == "mine-2.toml"
    assert load_routine_file(tmp_path / "mine.toml", atlas()).name == "Third"
    assert load_routine_file(tmp_path / "mine-2.toml", atlas()) == MINE


def test_only_one_s_own_routines_can_be_removed(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="nothing was removed"):
        remove_routine(tmp_path, "desk-pause")


# --- drafts -------------------------------------------------------------------------------------


def test_every_draft_is_kept_whatever_their_ids_are_like(tmp_path: Path) -> None:
    drafts = [replace(MINE, id=one) for one in ("Plan", "plan", "頭", "肩", "plan-2")]
    keep_drafts(tmp_path, drafts)
    assert {one.id for one in load_drafts(tmp_path, atlas())} == {one.id for one in drafts}
    keep_drafts(tmp_path, drafts[1:2])
    assert load_drafts(tmp_path, atlas()) == drafts[1:2]


def test_a_draft_that_cannot_be_read_now_is_left_where_it_is(tmp_path: Path) -> None:
    keep_drafts(tmp_path, [MINE])
    later = GOOD.replace("schema = 1", "schema = 2")
    for name in ("mine.toml", "other.toml"):
        (tmp_path / "drafts" / name).write_text(later)
    keep_drafts(tmp_path, [MINE])
    assert (tmp_path / "drafts" / "mine.toml").read_text() == later
    assert (tmp_path / "drafts" / "other.toml").read_text() == later
    assert load_drafts(tmp_path, atlas()) == [MINE]


@pytest.mark.parametrize(
    "refused", [GOOD.replace("GB21", "GB99"), GOOD.replace("seconds = 90", "seconds = 99999")]
)
@pytest.mark.parametrize("drafts", [[], [MINE]])
def test_a_draft_that_was_refused_is_never_lost(
    tmp_path: Path, refused: str, drafts: list[Routine]
) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "mine.toml").write_text(refused)
    assert load_drafts(tmp_path, atlas()) == []
    for _ in range(2):
        keep_drafts(tmp_path, drafts)
        assert (folder / "mine.toml").read_text() == refused
        assert load_drafts(tmp_path, atlas()) == drafts
    keep_drafts(tmp_path, [])
    assert (folder / "mine.toml").read_text() == refused


# --- there and back -----------------------------------------------------------------------------

TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=UNSEEN)
    | st.sampled_from("\t\n"),
    max_size=60,
)
OWN_WORDS = {"note": TEXT, "wait": st.booleans()}


def step(kind: str, **keys: Any) -> Any:
    return st.fixed_dictionaries({"kind": st.just(kind), **keys}, optional=OWN_WORDS)


STEPS = st.lists(
    st.one_of(
        step("hold", point=st.just("GB20"), side=st.sampled_from(["left", "right", "both"]),
             seconds=st.integers(1, 20), own=st.just(True), lead_in=st.integers(3, 30)),
        step("presses", point=st.just("GB14"), side=st.just("in_turn"),
             seconds=st.integers(10, 18), presses=st.integers(2, 10), own=st.just(True)),
        step("strokes", point=st.sampled_from(["GB20", "LI4"]), side=st.just("left"),
             seconds=st.integers(12, 20), stroke=st.integers(4, 12), own=st.just(True)),
        step("care", care=TEXT.filter(str.strip), seconds=st.integers(5, 300)),
        step("mat", seconds=st.integers(60, 120), place=TEXT),
    ), min_size=1, max_size=8,
)  # fmt: skip


@given(
    steps=STEPS,
    name=TEXT.filter(str.strip),
    words=st.fixed_dictionaries({}, optional={
        "author": TEXT, "origin": TEXT, "date": st.dates().map(str),
        "cautions": st.lists(TEXT, max_size=4), "sources": st.lists(TEXT, max_size=4),
        "plan": st.fixed_dictionaries(
            {"times_a_week": st.integers(1, 21), "weeks": st.integers(1, 52)}),
    }),
)  # fmt: skip
def test_whatever_can_be_read_is_written_so_that_it_reads_back(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any], name: str, words: dict[str, Any]
) -> None:
    content = {"schema": 1, "id": "any", "name": name, "steps": steps, **words}
    made: Routine = read_routine(content, atlas())
    path = tmp_path_factory.mktemp("any") / "any.toml"
    export_routine(path, made)
    assert load_routine_file(path, atlas()) == made


def test_the_documented_example_is_a_whole_routine_with_every_key() -> None:
    example = load_routine_file(RESOURCES / "routine-example.toml", atlas())
    assert example.author
    assert example.date
    assert example.cautions
    assert example.sources
    assert example.plan
    kinds = {one.kind.value for one in example.steps}
    assert kinds == {"hold", "circles", "presses", "strokes", "care", "mat"}
    assert any(one.note for one in example.steps)
    assert any(one.lead_in for one in example.steps)
    assert any(one.wait for one in example.steps)
    with pytest.raises(ContentError):
        read_routine({"schema": 1}, atlas())
