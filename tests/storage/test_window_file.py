"""The file of the window's place: its owner's alone, and no fault of it is ever told."""

from __future__ import annotations

from pathlib import Path

import pytest

from acutimer.core.window_place import Kept, Rectangle
from acutimer.storage.window_file import load_window, save_window

KEPT = Kept(Rectangle(10, 20, 900, 700), maximised=True)


def test_what_is_kept_comes_back_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "state" / "window.json"
    save_window(path, KEPT)
    assert load_window(path) == KEPT
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 4000, b"7", b'{"left": 1}'])
def test_a_broken_file_is_as_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "window.json"
    path.write_bytes(content)
    assert load_window(path) is None
    save_window(path, KEPT)
    assert load_window(path) == KEPT


def test_where_nothing_can_be_written_nothing_is_said(tmp_path: Path) -> None:
    assert load_window(tmp_path / "none.json") is None
    (tmp_path / "state").write_text("in the way")
    save_window(tmp_path / "state" / "window.json", KEPT)
    assert load_window(tmp_path / "state" / "window.json") is None
