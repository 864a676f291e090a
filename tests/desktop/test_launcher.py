"""The launcher, judged by the desktop's own tools."""

from __future__ import annotations

import configparser
import os
import shutil
import struct
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from acutimer import APP_ID, __version__
from acutimer.desktop.launcher import (
    PNG_SIZES,
    LauncherError,
    desktop_entry,
    install,
    metainfo,
    uninstall,
)

ROOT = Path(__file__).parents[2]
COMMAND = "/usr/bin/acutimer"
#: The entry itself and its actions, with the words they start the program with.
ACTIONS = {
    "": [],
    "quick-session": ["quick"],
    "log-pain": ["--log-pain"],
    "pause-resume": ["toggle"],
    "stop-session": ["stop"],
    "quit": ["quit"],
}
ODD_NAMES = [
    "plain",
    "with a space",
    "100 % %u %f",
    "a=b",
    "$HOME = 100 %",
    "back`tick`",
    'quo"te',
    "apos'trophe",
    "back\\slash \\s",
    "semi;colon & # ~ * ? < > | ( )",
    "Übung 頸",
]


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def entry_of(share: Path) -> Path:
    return share / "applications" / f"{APP_ID}.desktop"


@pytest.mark.parametrize("name", ODD_NAMES)
def test_the_entry_is_valid_and_starts_the_program_whatever_its_folder_is_called(
    name: str, tmp_path: Path
) -> None:
    program = tmp_path / name / "acutimer"
    program.parent.mkdir()
    said = tmp_path / "said"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" started "$@" >"{said}.new"\nmv "{said}.new" "{said}"\n'
    )
    program.chmod(0o755)
    share = tmp_path / "share"
    install(share, str(program))
    ended = subprocess.run(
        ["desktop-file-validate", entry_of(share)], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    for action, words in ACTIONS.items():
        subprocess.run(
            ["/usr/bin/python3", "-c", LAUNCH, entry_of(share), action, said],
            check=True,
            timeout=30,
        )
        assert said.read_text().splitlines() == ["started", *words]
        said.unlink()


# GLib is what GNOME, XFCE and others start programs with. Debian's Python has it, ours has not.
LAUNCH = """
import sys, time, pathlib
from gi.repository import Gio
entry, action, said = sys.argv[1:]
program = Gio.DesktopAppInfo.new_from_filename(entry)
program.launch_action(action, None) if action else program.launch([], None)
deadline = time.monotonic() + 20
while not pathlib.Path(said).exists() and time.monotonic() < deadline:
    time.sleep(0.01)
"""


def test_the_metainfo_is_valid_even_when_judged_strictly(tmp_path: Path) -> None:
    install(tmp_path, COMMAND)
    path = tmp_path / "metainfo" / f"{APP_ID}.metainfo.xml"
    strictly = ["--no-net", "--strict", "--override=unknown-tag=pedantic"]
    ended = subprocess.run(
        ["appstreamcli", "validate", *strictly, path], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout


def test_the_whole_tree_is_consistent(tmp_path: Path) -> None:
    share = tmp_path / "usr" / "share"
    install(share, COMMAND)
    ended = subprocess.run(
        ["appstreamcli", "validate-tree", "--no-net", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout


def test_the_newest_release_is_this_version() -> None:
    releases = ElementTree.fromstring(metainfo()).findall("releases/release")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert releases[0].get("version") == version == __version__
    dates = [release.get("date", "") for release in releases]
    assert dates == sorted(dates, reverse=True)


def test_each_picture_of_the_metainfo_is_there_in_its_size_with_words_to_it() -> None:
    shown = ElementTree.fromstring(metainfo()).findall("screenshots/screenshot")
    assert [one.get("type") for one in shown].count("default") == 1
    for one in shown:
        image = one.find("image")
        assert image is not None
        assert one.findtext("caption")
        release, _, file = (image.text or "").partition(f"/v{__version__}/")
        assert release == "https://raw.githubusercontent.com/acutimer/acutimer"
        # the width and the height of a PNG stand at its beginning
        size = struct.unpack(">II", (ROOT / file).read_bytes()[16:24])
        assert size == (int(image.get("width", 0)), int(image.get("height", 0))) == (1000, 700)


def test_the_entry_says_what_desktops_need() -> None:
    entry = configparser.RawConfigParser(strict=True)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read_string(desktop_entry(COMMAND))
    main = entry["Desktop Entry"]
    assert main["Exec"] == f'"{COMMAND}"'
    assert main["TryExec"] == COMMAND
    assert main["Icon"] == APP_ID
    assert main["StartupWMClass"] == "acutimer"
    # else a launcher would take the Exec lines only, and the bus would start nobody
    assert main["DBusActivatable"] == "true"
    actions = main["Actions"].rstrip(";").split(";")
    assert actions == list(ACTIONS)[1:]
    assert entry.sections()[1:] == [f"Desktop Action {action}" for action in actions]


def test_the_icons_are_there_in_every_size(tmp_path: Path) -> None:
    written = install(tmp_path, COMMAND)
    hicolor = tmp_path / "icons" / "hicolor"
    for size in PNG_SIZES:
        png = (hicolor / f"{size}x{size}" / "apps" / f"{APP_ID}.png").read_bytes()
        assert struct.unpack(">II", png[16:24]) == (size, size)
    for folder, name in (("scalable", APP_ID), ("symbolic", f"{APP_ID}-symbolic")):
        svg = ElementTree.parse(hicolor / folder / "apps" / f"{name}.svg").getroot()
        assert svg.get("width") == svg.get("height")
    colours = {shape.get("fill") for shape in svg.iter() if shape.get("fill")}
    assert colours == {"#2e3436"}
    assert not any(shape.get("stroke") for shape in svg.iter())
    assert sorted(written) == sorted(
        path for path in tmp_path.rglob("*") if path.is_file() and path.name != "mimeinfo.cache"
    )


def test_the_pictures_are_those_of_the_drawing(tmp_path: Path) -> None:
    copied = tmp_path / "copy"
    for name in ("acutimer", "resources", "packaging"):
        shutil.copytree(
            ROOT / name,
            copied / name,
            ignore=shutil.ignore_patterns("__pycache__", "body", "voice"),
        )
    for path in (copied / "resources" / "icons").glob("*.png"):
        path.unlink()
    subprocess.run(
        [sys.executable, "-c", DRAW, "packaging/icons.py"],
        cwd=copied,
        check=True,
        capture_output=True,
    )
    drawn = {path.name: path.read_bytes() for path in (copied / "resources/icons").glob("*.png")}
    ours = {path.name: path.read_bytes() for path in (ROOT / "resources/icons").glob("*.png")}
    assert len(drawn) == len(PNG_SIZES)
    assert drawn == ours


# The copy's own folder comes first, so that the script finds the copy and not the checkout.
DRAW = "import sys, runpy; sys.path[0] = '.'; runpy.run_path(sys.argv[1], run_name='__main__')"


def test_uninstall_leaves_no_trace(tmp_path: Path) -> None:
    written = install(tmp_path, COMMAND)
    assert sorted(uninstall(tmp_path)) == sorted(written)
    assert tree(tmp_path) == {}
    assert uninstall(tmp_path) == []


def test_uninstall_leaves_what_others_put_there(tmp_path: Path) -> None:
    for name in (
        "applications/org.example.other.desktop",
        f"applications/{APP_ID}.desktop.orig",
        "icons/hicolor/48x48/apps/other.png",
        "icons/hicolor/index.theme",
        "metainfo/other.metainfo.xml",
        "acutimer/journal.sqlite3",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("[Desktop Entry]\n")
    before = tree(tmp_path)
    install(tmp_path, COMMAND)
    uninstall(tmp_path)
    after = tree(tmp_path)
    after.pop("applications/mimeinfo.cache", None)  # the desktop's own tool made it, for the others
    assert after == before


def test_installing_again_replaces_what_was_there(tmp_path: Path) -> None:
    first = install(tmp_path, "/old/acutimer")
    assert install(tmp_path, COMMAND) == first
    assert entry_of(tmp_path).read_text() == desktop_entry(COMMAND)
    assert not list(tmp_path.rglob("*.new"))


def test_an_icon_cache_from_before_is_seen_to_be_old(tmp_path: Path) -> None:
    install(tmp_path, COMMAND)
    hicolor = tmp_path / "icons" / "hicolor"
    os.utime(hicolor, (1_000, 1_000))
    install(tmp_path, COMMAND)
    assert hicolor.stat().st_mtime > 1_000


@pytest.mark.parametrize("command", ["acutimer", "", "/new\nline", "/tab\there", "/\udcff"])
def test_a_path_no_entry_can_name_is_one_sentence_and_writes_nothing(
    command: str, tmp_path: Path
) -> None:
    with pytest.raises(LauncherError, match=r"install again\.$"):
        install(tmp_path, command)
    assert tree(tmp_path) == {}


def test_a_folder_in_the_way_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "icons").write_text("a file where a folder should be")
    with pytest.raises(LauncherError, match="could not be written"):
        install(tmp_path, COMMAND)
    (tmp_path / "icons").unlink()
    entry_of(tmp_path).mkdir(parents=True)
    with pytest.raises(LauncherError, match="could not be removed"):
        uninstall(tmp_path)


def test_installing_needs_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from acutimer.desktop import launcher;"
        "launcher.install(pathlib.Path(sys.argv[1]), '/usr/bin/acutimer'); print(*sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, tmp_path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not [name for name in ended.stdout.split() if name.startswith(("PySide6", "shiboken"))]
