"""``acutimer render`` as a script meets it: a whole file, or one sentence and no file."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import miniaudio
import pytest

from acutimer.runtime.clock import SystemClock
from tests.journeys.conftest import keep_answers

ROOT = Path(__file__).parents[2]


def render(
    tmp_path: Path,
    *words: object,
    before: Callable[[], None] | None = None,
    environment: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "acutimer", "--home", tmp_path / "home", "render", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=before,
        env=environment,
    )


def refused(done: subprocess.CompletedProcess[str]) -> str:
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    return line


@pytest.fixture(autouse=True)
def answered(tmp_path: Path) -> None:
    """No to every safety question, and the danger signs looked at today."""
    keep_answers(tmp_path / "home", SystemClock())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "music"
    made.mkdir()
    return made


def heard(path: Path) -> miniaudio.DecodedSoundFile:
    return miniaudio.decode_file(str(path), sample_rate=48_000, nchannels=2)


def test_a_routine_becomes_a_file_with_a_voice_or_without(tmp_path: Path, folder: Path) -> None:
    lengths = {}
    for words in (("--voice", "en"), ("--voice", "none"), ("--level", "silent"), ("--breath", "6")):
        path = folder / f"{words[1]}.flac"
        done = render(tmp_path, "desk-pause", path, *words)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"{path}: ")
        lengths[words[1]] = sum(1 for one in heard(path).samples if one)
    assert 0 == lengths["silent"] < lengths["none"] < lengths["en"] < lengths["6"]


def test_a_file_that_is_there_is_replaced_only_when_asked(tmp_path: Path, folder: Path) -> None:
    (folder / "out.WAV").write_bytes(b"before")
    assert "is there already" in refused(render(tmp_path, "desk-pause", folder / "out.WAV"))
    assert (folder / "out.WAV").read_bytes() == b"before"
    done = render(tmp_path, "desk-pause", folder / "out.WAV", "--force", "--level", "silent")
    assert done.returncode == 0
    assert done.stdout.rstrip().endswith(", checked")
    assert heard(folder / "out.WAV").num_frames > 48_000
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("form", ["wav", "flac"])
def test_sound_goes_to_standard_output(tmp_path: Path, folder: Path, form: str) -> None:
    path = folder / f"out.{form}"
    with path.open("wb") as out:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "acutimer", "--home", tmp_path / "home"),
                *("render", "desk-pause"),
                *("-", "--format", form, "--level", "silent"),
            ],
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 0
    assert done.stderr.startswith(b"acutimer: ")
    assert heard(path).num_frames >= 250 * 48_000


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_device_is_never_replaced(tmp_path: Path, folder: Path, force: tuple[str, ...]) -> None:
    """As root, a device node once was."""
    path = folder / "null.wav"
    path.symlink_to(os.devnull)
    assert "is a link" in refused(render(tmp_path, "desk-pause", path, *force))
    os.mkfifo(folder / "pipe.wav")
    said = refused(render(tmp_path, "desk-pause", folder / "pipe.wav", *force))
    assert "no ordinary file" in said
    assert path.is_symlink()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("desk-pause", "out.mp3"), ".wav or .flac"),
        (("nonesuch", "out.wav"), "There is no routine 'nonesuch'"),
        (("desk-pause", "absent/out.wav"), "no such file or directory"),
        (("desk-pause", "out.wav", "--breath", "often"), "--breath"),
        (("desk-pause", "out.wav", "--breath", "99"), "from 3.0 to 12.0"),
        (
            ("desk-pause", "out.wav", "--voice", "fr"),
            "There is no voice 'fr'; there are en, de and none.",
        ),
        (("desk-pause", "out.wav", "--level", "loud"), "loud"),
        (("desk-pause", "out.wav", "--format", "flac"), "does not go with"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, folder: Path, words: tuple[str, ...], says: str
) -> None:
    name, file, *options = words
    assert says in refused(render(tmp_path, name, folder / file, *options))
    assert list(folder.iterdir()) == []


def test_without_what_writes_flac_wav_is_offered(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "soundfile.py").write_text("raise ImportError('not here')\n")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    said = refused(render(tmp_path, "desk-pause", folder / "out.flac", environment=environment))
    assert ".wav" in said
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["out.wav", "out.flac"])
def test_a_file_that_may_not_grow_is_one_sentence(tmp_path: Path, folder: Path, name: str) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    said = refused(render(tmp_path, "desk-pause", folder / name, before=limit))
    assert "file too large" in said
    assert list(folder.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for a tenth of a second, where one may be mounted."""
    made = tmp_path / "disk"
    made.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", made], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield made
    subprocess.run(["umount", made], check=True)


@pytest.mark.parametrize("name", ["out.wav", "out.flac"])
def test_a_full_disk_is_one_sentence(tmp_path: Path, small_disk: Path, name: str) -> None:
    said = refused(render(tmp_path, "desk-pause", small_disk / name))
    assert "no space left on device" in said
    assert list(small_disk.iterdir()) == []


def test_a_folder_one_may_not_write_to_is_one_sentence(tmp_path: Path, folder: Path) -> None:
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):  # root may
        with suppress(OSError):
            folder.chmod(0o700)
        folder = Path("/proc")
    said = refused(render(tmp_path, "desk-pause", folder / "out.flac"))
    assert str(folder / "out.flac") in said
