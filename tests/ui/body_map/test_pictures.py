"""Pictures at the size and in the colours wanted, how many are kept, and what is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from acutimer.places import resource_path
from acutimer.ui.body_map.picture_files import PictureUnreadable, Tint, read
from acutimer.ui.body_map.pictures import MOST_BYTES, Pictures
from acutimer.ui.body_map.views import TURN_FILE, VIEWS_FILE, BodyView, frame_id
from acutimer.ui.kit.theme import load_theme
from tests.ui.body_map.stage import harm_view, make_body

pytestmark = pytest.mark.usefixtures("qapp")
BODY = resource_path("body")
PLAIN = Tint()
DIM = Tint("fair", load_theme("dim").figure_dim)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_body(tmp_path / "body")


def view(pictures: Pictures, name: str = "nape") -> BodyView:
    return pictures.views("male", VIEWS_FILE).view(name)


def test_a_picture_has_the_size_asked_for_but_no_more_than_its_file(folder: Path) -> None:
    pictures = Pictures(folder)
    nape = view(pictures)
    assert pictures.pixmap(nape, PLAIN, QSize(100, 100)).size() == QSize(100, 100)
    assert pictures.pixmap(nape, PLAIN, QSize(900, 900)).size() == QSize(160, 160)


def test_cut_edges_fade_out() -> None:
    pictures = Pictures(BODY)
    picture = pictures.pixmap(view(pictures), PLAIN, QSize(560, 604)).toImage()
    assert max(picture.pixelColor(x, 603).alpha() for x in range(560)) <= 8
    assert max(picture.pixelColor(0, y).alpha() for y in range(604)) <= 8
    assert max(picture.pixelColor(559, y).alpha() for y in range(604)) <= 8
    assert picture.pixelColor(280, 300).alpha() == 255


def test_a_kept_picture_is_given_again_and_other_colours_are_another(folder: Path) -> None:
    pictures = Pictures(folder)
    nape, size = view(pictures), QSize(80, 80)
    first = pictures.pixmap(nape, PLAIN, size)
    assert pictures.pixmap(nape, PLAIN, size) is first
    assert pictures.ready(nape, PLAIN, size)
    light = first.toImage().pixelColor(40, 40).lightness()
    assert pictures.pixmap(nape, DIM, size).toImage().pixelColor(40, 40).lightness() < light * 0.75


def test_maps_of_two_sizes_and_colours_share_their_pictures(folder: Path) -> None:
    pictures = Pictures(folder)
    nape = view(pictures)
    wishes = [(tint, QSize(px, px)) for tint in (PLAIN, DIM) for px in (80, 90)]
    made = [pictures.pixmap(nape, *wish) for wish in wishes]
    again = [pictures.pixmap(nape, *wish) for wish in wishes]
    assert all(one is other for one, other in zip(made, again, strict=True))


def test_a_picture_made_twice_is_counted_once(folder: Path, qtbot: QtBot) -> None:
    pictures = Pictures(folder)
    nape, size = view(pictures), QSize(80, 80)
    pictures.ask([nape], PLAIN, size)
    pictures.pixmap(nape, PLAIN, size)
    before = pictures.kept_bytes
    qtbot.waitSignal(pictures.made, timeout=5000).wait()
    assert pictures.kept_bytes == before


def test_other_colours_need_no_second_decoding(folder: Path) -> None:
    pictures = Pictures(folder)
    nape = view(pictures)
    pictures.pixmap(nape, PLAIN, QSize(80, 80))
    (folder / nape.file).unlink()
    assert not pictures.pixmap(nape, DIM, QSize(80, 80)).isNull()
    with pytest.raises(PictureUnreadable):
        pictures.pixmap(nape, DIM, QSize(90, 90))


@pytest.mark.parametrize("ratio", [1, 2, 3])
def test_all_kept_pictures_stay_below_40_mb(ratio: int) -> None:
    pictures = Pictures(BODY)
    most = 0
    for name, ids in ((VIEWS_FILE, None), (TURN_FILE, range(0, 360, 20))):
        views = pictures.views("male", name)
        for view_id in views.ids() if ids is None else map(frame_id, ids):
            pixmap = pictures.pixmap(views.view(view_id), PLAIN, QSize(560, 604) * ratio)
            assert pixmap.depth() == 32  # what the count goes by
            most = max(most, pictures.kept_bytes)
    assert MOST_BYTES * 0.5 < most <= 40_000_000


def test_pictures_are_made_on_the_thread_and_it_ends(folder: Path, qtbot: QtBot) -> None:
    pictures = Pictures(folder)
    frames = pictures.views("male", TURN_FILE)
    wanted = [frames.view(frame_id(yaw)) for yaw in (180, 185, 190)]
    pictures.ask(wanted, PLAIN, QSize(100, 100))
    qtbot.waitUntil(
        lambda: all(pictures.ready(one, PLAIN, QSize(100, 100)) for one in wanted), timeout=5000
    )
    qtbot.waitUntil(lambda: not pictures.at_work, timeout=5000)


def test_later_wishes_take_the_place_of_earlier_ones(folder: Path, qtbot: QtBot) -> None:
    pictures = Pictures(folder)
    frames = pictures.views("male", TURN_FILE)
    size = QSize(100, 100)
    pictures.ask([frames.view(frame_id(yaw)) for yaw in range(0, 300, 5)], PLAIN, size)
    pictures.ask([frames.view(frame_id(300))], PLAIN, size)
    qtbot.waitUntil(lambda: not pictures.at_work, timeout=5000)
    qtbot.waitUntil(lambda: pictures.ready(frames.view(frame_id(300)), PLAIN, size), timeout=5000)
    made = [
        yaw for yaw in range(0, 300, 5) if pictures.ready(frames.view(frame_id(yaw)), PLAIN, size)
    ]
    assert len(made) <= 20  # the rest was no longer wanted


def test_what_was_begun_early_is_used(folder: Path) -> None:
    pictures = Pictures(folder)
    pictures.begin_first_picture("male", VIEWS_FILE)
    nape = view(pictures)
    assert pictures.pixmap(nape, PLAIN, QSize(100, 100)).width() == 100
    Pictures(folder / "nowhere").begin_first_picture("male", VIEWS_FILE)  # the map will tell


def test_figures_are_two_lists(folder: Path) -> None:
    pictures = Pictures(folder)
    female = pictures.views("female", VIEWS_FILE).view("nape")
    assert female.file == "female/nape.webp"
    light = [
        pictures.pixmap(one, PLAIN, QSize(80, 80)).toImage().pixelColor(40, 40).lightness()
        for one in (view(pictures), female)
    ]
    assert light[0] < light[1]


@pytest.mark.parametrize("view_id", ["nape", "not there"])
def test_a_view_the_list_does_not_tell_is_a_picture_that_cannot_be_read(
    folder: Path, view_id: str
) -> None:
    harm_view(folder, VIEWS_FILE, "male/nape")
    with pytest.raises(PictureUnreadable, match=VIEWS_FILE):
        Pictures(folder).fixed("male", view_id, PLAIN, QSize(10, 10))


@pytest.mark.parametrize("part", ["nape.webp", "nape-mask.webp"])
@pytest.mark.parametrize("harm", ["gone", "text", "cut short"])
def test_a_broken_picture_or_mask_is_one_sentence(folder: Path, part: str, harm: str) -> None:
    file = folder / "male" / part
    whole = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(b"not this" if harm == "text" else whole[:60])
    pictures = Pictures(folder)
    nape = view(pictures)
    # a quick look finds what is no picture at all; the rest shows when it is decoded
    assert pictures.readable(nape) == ("" if harm == "cut short" else f"male/{part}")
    with pytest.raises(PictureUnreadable, match=part) as told:
        pictures.pixmap(nape, PLAIN, QSize(10, 10))
    assert told.value.file == f"male/{part}"


def test_a_broken_frame_is_told_once_and_not_asked_for_again(folder: Path, qtbot: QtBot) -> None:
    (folder / "male/turn/185.webp").write_text("not this")
    pictures = Pictures(folder)
    frames = pictures.views("male", TURN_FILE)
    broken, size = frames.view(frame_id(185)), QSize(100, 100)
    with qtbot.waitSignal(pictures.failed) as told:
        pictures.ask([broken], PLAIN, size)
    assert told.args == ["male/turn/185.webp"]
    qtbot.waitUntil(lambda: not pictures.at_work)
    with qtbot.assertNotEmitted(pictures.failed, wait=50):
        pictures.ask([broken], PLAIN, size)
        assert not pictures.at_work


@pytest.mark.parametrize("fault", [RuntimeError("any"), MemoryError(), OSError("gone")])
def test_whatever_goes_wrong_the_thread_goes_on(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    pictures = Pictures(folder)
    frames = pictures.views("male", TURN_FILE)
    bad, good = (frames.view(frame_id(yaw)) for yaw in (185, 190))

    def read_or_break(place: Path, one: BodyView, size: QSize) -> object:
        if one == bad:
            raise fault
        return read(place, one, size)

    monkeypatch.setattr("acutimer.ui.body_map.pictures.read", read_or_break)
    with qtbot.waitSignal(pictures.failed) as told:
        pictures.ask([bad, good], PLAIN, QSize(100, 100))
    assert told.args == ["male/turn/185.webp"]
    qtbot.waitUntil(lambda: pictures.ready(good, PLAIN, QSize(100, 100)), timeout=5000)
    qtbot.waitUntil(lambda: not pictures.at_work, timeout=5000)


def test_the_stage_is_what_the_real_body_is(folder: Path) -> None:
    """The small body of the tests has the keys of the real one."""
    for name in (VIEWS_FILE, TURN_FILE):
        ours = next(iter(json.loads((folder / name).read_bytes())["views"].values()))
        real = next(iter(json.loads((BODY / name).read_bytes())["views"].values()))
        assert set(ours) <= set(real)
