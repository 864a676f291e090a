"""Content files: ours load whole; of a bad one the file, the line and the reason are said."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from acutimer.core.points import Atlas, Pack
from acutimer.core.reading import Path as KeyPath
from acutimer.places import MORE_POINTS, SOURCES, resource_path
from acutimer.storage.resource_files import (
    SourceNames,
    load_atlas,
    load_more,
    load_point_uses,
    load_routine_file,
    load_routines,
    load_sources,
)
from acutimer.storage.toml_files import MOST_BYTES, ContentFileError, load_content
from acutimer.storage.toml_lines import line_of

MORE = resource_path(MORE_POINTS)
NAMES = SourceNames(resource_path(SOURCES))
GOOD = """\
schema = 1
id = "one"
name = "One"

[[steps]]
kind = "hold"
point = "GB20"
side = "both"
seconds = 60

[[steps]]
kind = "care"
"""


def test_our_own_files_load_without_fault(atlas: Atlas) -> None:
    routines, faults = load_routines([resource_path("routines")], atlas)
    assert faults == []
    assert {"neck-and-shoulders", "desk-pause"} <= {routine.id for routine in routines}
    assert atlas["GB20"].timed


def test_the_persons_own_routines_come_after_ours(atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(GOOD)
    (tmp_path / "notes.txt").write_text("no routine")
    routines, faults = load_routines([resource_path("routines"), tmp_path], atlas)
    assert faults == []
    assert routines[-1].id == "one"
    assert load_routine_file(tmp_path / "one.toml", atlas) == routines[-1]


def test_a_folder_that_is_not_there_has_no_routines(atlas: Atlas, tmp_path: Path) -> None:
    assert load_routines([tmp_path / "nowhere"], atlas) == ([], [])


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (('"GB20"', '"GB99"'), 7, "there is no point 'GB99'"),
        (('"both"', '"up"'), 8, "side must be one of"),
        (('"hold"', '"knead"'), 6, "kind must be one of"),
        (("= 60", "= -60"), 9, "must lie from"),
        (("= 60", "= 6000"), 9, "must lie from"),
        (("= 60", "= 90"), 9, "own = true"),
        (("= 60", "= 'a'"), 9, "whole number"),
        (('side = "both"\n', ""), 5, "side is missing"),
        (('kind = "care"', 'kind = "care"\nspeed = 3'), 13, "'speed' is not known"),
        (("schema = 1", "schema = 2"), 1, "written for a newer acutimer"),
        (('id = "one"', 'id = "../one"'), 2, "id may only hold"),
        (('name = "One"\n', ""), 1, "name is missing"),
        (('name = "One"', "name = One"), 3, "Invalid value"),
        (('kind = "care"', 'kind = "care'), 12, "Illegal character"),
        (('kind = "care"\n', 'kind = ["care"'), 12, "Unclosed array"),
        (('name = "One"', 'name = "One"\nname = "Two"'), 4, "Cannot overwrite"),
        (("[[steps]]\nkind", "[steps]\nkind"), 11, "Cannot declare"),
    ],
)
def test_a_bad_routine_is_refused_with_its_line(
    atlas: Atlas, tmp_path: Path, change: tuple[str, str], line: int, reason: str
) -> None:
    (tmp_path / "a.toml").write_text(GOOD.replace(*change))
    (tmp_path / "b.toml").write_text(GOOD)
    routines, faults = load_routines([tmp_path], atlas)
    assert [routine.id for routine in routines] == ["one"]
    (fault,) = faults
    assert fault.file == tmp_path / "a.toml"
    assert re.search(reason, fault.reason), fault.reason
    assert fault.line == line
    assert fault.sentence.startswith(f"{fault.file}, line {line}: {fault.reason}")
    assert "\n" not in fault.sentence


def test_a_second_file_with_an_id_is_refused_with_both_names(atlas: Atlas, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(GOOD)
    routines, (fault,) = load_routines([tmp_path], atlas)
    assert len(routines) == 1
    assert (fault.file.name, fault.line) == ("b.toml", 2)
    assert "a.toml already" in fault.reason


def _folder(path: Path) -> None:
    path.mkdir()


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere.toml")


def _ring(path: Path) -> None:
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _zeroes(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _too_large(path: Path) -> None:
    path.write_text(GOOD + "#" * MOST_BYTES)


def _latin(path: Path) -> None:
    path.write_bytes(GOOD.replace("One", "Ön").encode("latin-1"))


def _utf16(path: Path) -> None:
    path.write_bytes(GOOD.encode("utf-16"))


def _binary(path: Path) -> None:
    path.write_bytes(bytes(range(255, -1, -1)) * 20)


def _zero_bytes(path: Path) -> None:
    path.write_bytes(bytes(500))


def _nested(path: Path) -> None:
    path.write_text("a = " + "[" * 100_000)


def _digits(path: Path) -> None:
    path.write_text("a = " + "9" * 100_000)


@pytest.mark.parametrize(
    ("make", "line", "reason"),
    [
        (_folder, 1, "no ordinary file"),
        (_dangling, 1, "cannot be read"),
        (_ring, 1, "cannot be read"),
        (_pipe, 1, "no ordinary file"),
        (_zeroes, 1, "no ordinary file"),
        (_too_large, 1, "larger than 256 KiB"),
        (_latin, 3, "no UTF-8 text"),
        (_utf16, 1, "no UTF-8 text"),
        (_binary, 1, "no UTF-8 text"),
        (_zero_bytes, 1, "Invalid statement"),
        (_nested, 1, "nested too deeply"),
        (_digits, 1, "digits"),
    ],
    ids=lambda it: getattr(it, "__name__", None),
)
def test_what_is_no_text_file_is_refused_and_the_rest_loads(
    atlas: Atlas, tmp_path: Path, make: object, line: int, reason: str
) -> None:
    assert callable(make)
    make(tmp_path / "x.toml")
    (tmp_path / "y.toml").write_text(GOOD)
    routines, (fault,) = load_routines([tmp_path], atlas)
    assert [routine.id for routine in routines] == ["one"]
    assert fault.line == line
    assert reason in fault.reason


def test_a_file_from_another_system_is_read(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_routine_file(path, atlas).id == "one"
    path.write_bytes(GOOD.replace("= 60", "= 90").replace("\n", "\r\n").encode())
    with pytest.raises(ContentFileError, match="line 9"):
        load_routine_file(path, atlas)


def test_a_broken_point_is_left_out_with_its_line(tmp_path: Path) -> None:
    text = resource_path("points.toml").read_text(encoding="utf-8")
    begins = text.index("[[points]]", text.index('code = "GB21"') - 200)
    broken = text[:begins] + text[begins:].replace("timed = true", "timed = 1", 1)
    path = tmp_path / "points.toml"
    path.write_text(broken, encoding="utf-8")
    whole, _ = load_atlas(resource_path("points.toml"))
    atlas, (fault,) = load_atlas(path)
    assert {point.code for point in whole.points} - {point.code for point in atlas.points} == {
        "GB21"
    }
    assert broken.splitlines()[fault.line - 1] == "timed = 1"


def test_what_points_are_used_for_loads_and_a_broken_row_is_left_out_with_its_line(
    tmp_path: Path,
) -> None:
    text = resource_path("pain-places.toml").read_text(encoding="utf-8")
    whole, faults = load_point_uses(resource_path("pain-places.toml"), NAMES)
    assert faults == []
    broken = text.replace('regions = ["temple"]', 'regions = ["knee"]')
    path = tmp_path / "pain-places.toml"
    path.write_text(broken, encoding="utf-8")
    uses, (fault,) = load_point_uses(path, NAMES)
    assert set(whole.uses) - set(uses.uses) == {
        use for use in whole.uses if use.regions == ("temple",)
    }
    assert broken.splitlines()[fault.line - 1] == 'regions = ["knee"]'
    assert str(path) in fault.sentence


def test_the_registry_of_sources_loads_and_a_fault_in_it_is_located(tmp_path: Path) -> None:
    assert dict(NAMES) == load_sources(resource_path(SOURCES)).names
    assert len(NAMES) == len(dict(NAMES))
    text = resource_path(SOURCES).read_text(encoding="utf-8")
    path = tmp_path / "sources.toml"
    path.write_text(text.replace('standing = "ours"', 'standing = "sure"'), encoding="utf-8")
    with pytest.raises(ContentFileError) as fault:
        load_sources(path)
    assert text.splitlines()[fault.value.line - 1] == 'standing = "ours"'


def test_the_registry_is_read_only_when_a_name_is_asked_for(tmp_path: Path) -> None:
    names = SourceNames(tmp_path / "sources.toml")
    (tmp_path / "sources.toml").write_bytes(resource_path(SOURCES).read_bytes())
    assert names["ART"] == NAMES["ART"]


def test_a_registry_that_cannot_be_read_leaves_the_points_and_their_ids(tmp_path: Path) -> None:
    path = tmp_path / "points.toml"
    path.write_bytes(resource_path("points.toml").read_bytes())
    atlas, faults = load_atlas(path)
    assert faults == []
    assert "ART" in atlas["GB20"].sources
    assert dict(atlas.sources) == {}


def test_points_that_cannot_be_read_at_all_are_said(tmp_path: Path) -> None:
    with pytest.raises(ContentFileError, match="cannot be read"):
        load_atlas(tmp_path / "points.toml")


def test_more_points_come_after_those_of_the_article(atlas: Atlas) -> None:
    whole, faults = load_more(MORE, atlas)
    assert faults == []
    assert whole.points[: len(atlas.points)] == atlas.points
    assert [point.pack for point in whole.points[len(atlas.points) :]] == [Pack.MORE] * 19


@pytest.mark.parametrize(
    ("text", "reason"), [(None, "cannot be read"), ("pack = 3", "must be one")]
)
def test_a_broken_file_of_more_points_leaves_the_article_s(
    atlas: Atlas, tmp_path: Path, text: str | None, reason: str
) -> None:
    path = tmp_path / "points-more.toml"
    if text is not None:
        path.write_text(text)
    whole, (fault,) = load_more(path, atlas)
    assert whole.points == atlas.points
    assert reason in fault.reason


def test_a_point_of_the_article_is_not_replaced_by_one_of_the_more(
    atlas: Atlas, tmp_path: Path
) -> None:
    path = tmp_path / "points-more.toml"
    text = MORE.read_text(encoding="utf-8")
    path.write_text(text.replace('code = "GV20"', 'code = "GB20"', 1), encoding="utf-8")
    whole, (fault,) = load_more(path, atlas)
    assert whole["GB20"] is atlas["GB20"]
    assert len(whole.points) == 25
    assert "(GB20) is in another file already" in fault.reason


@pytest.mark.parametrize("name", ["TE5", "Baihui", "太陽", "GV-16"])
def test_a_routine_that_names_one_of_the_more_points_hears_what_shows_it(
    atlas: Atlas, tmp_path: Path, name: str
) -> None:
    (tmp_path / "own.toml").write_text(GOOD.replace("GB20", name))
    routines, (fault,) = load_routines([tmp_path], atlas, MORE)
    assert routines == []
    assert fault.line == GOOD.splitlines().index('point = "GB20"') + 1
    assert "Settings, Sessions, More points" in fault.reason
    assert "no timer" in fault.reason
    whole, _ = load_more(MORE, atlas)
    (shown,) = load_routines([tmp_path], whole, MORE)[1]
    assert "shown only and has no timer" in shown.reason
    assert "Settings" not in shown.reason


def test_the_more_points_are_read_only_for_a_name_that_is_not_known(
    atlas: Atlas, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text(GOOD)
    nowhere = tmp_path / "nowhere.toml"
    assert load_routines([tmp_path], atlas, nowhere)[1] == []
    (tmp_path / "own.toml").write_text(GOOD.replace("GB20", "XX9"))
    (fault,) = load_routines([tmp_path], atlas, nowhere)[1]
    assert "there is no point 'XX9'" in fault.reason


def test_any_content_can_be_read_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "safety.toml"
    path.write_text("a = 1\n")
    assert load_content(path, dict) == {"a": 1}


TEXT = '''\
# "quoted" [in a comment]
top = 1
many = """
[[steps]]
no = "key"
"""
plain.dotted = 'x'
"quoted key" = "a = b # [["
list = [
  { no = 1 },  # ]
  [ "no", 2 ],
]

[[steps]]
kind = "hold"

  [[ steps ]]
  point = "GB20" # c
  [steps.who]
  place = 1
  [[steps.protocol]]
  seconds = [1, 2]
  [[steps.protocol]]
  default = """"quotes" at the end\\""""""

[other."dotted.name"]
last = {a = 1}
[[steps]]
'''


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("top",), 2),
        (("many",), 3),
        (("no",), 1),
        (("plain", "dotted"), 7),
        (("quoted key",), 8),
        (("list",), 9),
        (("list", 1), 9),
        (("steps",), 14),
        (("steps", 0), 14),
        (("steps", 0, "kind"), 15),
        (("steps", 0, "missing"), 14),
        (("steps", 1, "point"), 18),
        (("steps", 1, "who"), 19),
        (("steps", 1, "who", "place"), 20),
        (("steps", 1, "protocol", 0, "seconds"), 22),
        (("steps", 1, "protocol", 1, "default"), 24),
        (("other", "dotted.name", "last", "a"), 27),
        (("steps", 2), 28),
        (("steps", 2, "kind"), 28),
        (("nowhere", 3), 1),
        ((), 1),
    ],
)
def test_the_line_of_a_key_is_found(keys: KeyPath, line: int) -> None:
    import tomllib

    tomllib.loads(TEXT)  # the example is valid
    assert line_of(TEXT, keys) == line


def test_long_lines_take_no_long_time() -> None:
    for text in (" " * MOST_BYTES, "a" * MOST_BYTES, "a = 1\n" * (MOST_BYTES // 6)):
        assert line_of(text, ("b",)) == 1
