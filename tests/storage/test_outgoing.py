"""Files that leave acutimer: nothing that is not ours is written over, and all is read back."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from acutimer.storage import outgoing
from acutimer.storage.errors import StorageError
from acutimer.storage.outgoing import leaving, require_free, write_checked


def count_lines(path: Path) -> int:
    return len(path.read_bytes().splitlines())


def test_a_file_is_written_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_checked(path, b"a\nb\n", 2, count_lines)
    assert path.read_bytes() == b"a\nb\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_what_is_there_stays_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"mine")
    with pytest.raises(StorageError, match=r"is there already; nothing was written.*--force"):
        write_checked(path, b"a\n", 1, count_lines)
    assert path.read_bytes() == b"mine"
    write_checked(path, b"a\n", 1, count_lines, force=True)
    assert path.read_bytes() == b"a\n"


def test_what_appears_while_it_is_written_stays(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"

    def write() -> None:
        with leaving(path) as part:
            part.write_bytes(b"a")
            path.write_bytes(b"mine")

    with pytest.raises(StorageError, match="is there already"):
        write()
    assert path.read_bytes() == b"mine"
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "device", "folder", "socket"])
def test_what_is_no_ordinary_file_is_never_replaced(tmp_path: Path, kind: str, force: bool) -> None:
    path, other = tmp_path / "out.csv", tmp_path / "other"
    if kind == "link":
        other.write_bytes(b"theirs")
        path.symlink_to(other)
    elif kind == "dangling link":
        path.symlink_to(other)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        try:
            os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 3))
        except PermissionError:
            path = Path(os.devnull)
    else:
        os.mknod(path, 0o600 | stat.S_IFSOCK)
    before = path.lstat()
    with pytest.raises(StorageError, match="nothing was written"):
        write_checked(path, b"a\n", 1, count_lines, force=force)
    assert path.lstat().st_ino == before.st_ino
    assert not other.exists() or other.read_bytes() == b"theirs"


@pytest.mark.parametrize("force", [True, False])
def test_what_belongs_to_somebody_else_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"theirs")
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    with pytest.raises(StorageError, match="belongs to somebody else"):
        write_checked(path, b"a\n", 1, count_lines, force=force)
    assert path.read_bytes() == b"theirs"


def test_what_cannot_be_read_back_gets_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that loses bytes without a word."""
    write = Path.write_bytes

    def lose(path: Path, content: bytes) -> int:
        return write(path, content[:-2])

    monkeypatch.setattr(outgoing.Path, "write_bytes", lose)
    with pytest.raises(StorageError, match="could not be read back; nothing was kept"):
        write_checked(tmp_path / "out.csv", b"a\nb\n", 2, count_lines)
    assert list(tmp_path.iterdir()) == []


def test_a_fault_while_it_is_written_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with leaving(tmp_path / "out.flac") as part:
            assert part.suffix == ".flac"
            part.write_bytes(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["nowhere/out.csv", "a\0b", "x" * 300])
def test_a_name_no_file_can_have_is_one_sentence(tmp_path: Path, name: str) -> None:
    with pytest.raises(StorageError, match="could not be written"):
        write_checked(tmp_path / name, b"", 0, count_lines)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match="could not be written"):
        write_checked(tmp_path / "file" / "out", b"", 0, count_lines)


def test_a_free_name_is_free(tmp_path: Path) -> None:
    require_free(tmp_path / "out.csv")
