"""Started where no window can be shown: one sentence, exit code 2, and the place left free."""

from __future__ import annotations

import os
import secrets
import struct
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from acutimer.desktop.single_copy import claim
from tests.desktop_stage import desktop_stage
from tests.journeys.programs import ACUTIMER, profile

_WITHIN_S = 30.0
_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XAUTHORITY")
NOTHING_SET = (
    "acutimer: No display is set; start acutimer from a desktop, or use its verbs without a window."
)


@pytest.fixture
def home() -> Iterator[Path]:
    with profile() as made:
        yield made


def started(
    home: Path, environment: Mapping[str, str], *words: str
) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name not in _DESKTOP}
    return subprocess.run(
        [ACUTIMER, "--home", home, *words],
        env={**bare, **environment},
        capture_output=True,
        text=True,
        timeout=_WITHIN_S,
        check=False,
    )


def is_free(home: Path) -> bool:
    """Whether the next start can be the copy."""
    claimed = claim(str(home / "run"), str(home / "data"))
    if claimed is not None:
        claimed.release()
    return claimed is not None


@pytest.mark.parametrize("words", [(), ("quick",), ("--log-pain",)], ids=str)
def test_without_a_display_it_says_so_as_check_does(home: Path, words: tuple[str, ...]) -> None:
    ended = started(home, {}, *words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.splitlines() == [NOTHING_SET]
    assert is_free(home)
    assert NOTHING_SET.removeprefix("acutimer: ") in started(home, {}, "check").stdout


def test_a_display_that_cannot_be_reached_is_named(home: Path) -> None:
    ended = started(home, {"DISPLAY": ":47113"})
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.splitlines() == ["acutimer: The display :47113 is set but does not answer."]
    assert is_free(home)


@pytest.mark.desktop
def test_a_display_of_somebody_else_is_one_sentence(home: Path) -> None:
    with desktop_stage() as stage:
        # a cookie that we do not have, as after "su" in somebody's terminal
        cookie = stage.folder / "their-cookie"
        name, data = b"MIT-MAGIC-COOKIE-1", secrets.token_bytes(16)
        parts = (b"", b"", name, data)
        fields = b"".join(struct.pack(">H", len(part)) + part for part in parts)
        cookie.write_bytes(struct.pack(">H", 0xFFFF) + fields)
        reading, writing = os.pipe()
        stage.start(
            ["Xvfb", "-displayfd", str(writing), "-auth", cookie, "-nolisten", "tcp"],
            pass_fds=(writing,),
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            display = f":{pipe.readline().strip()}"
        ended = started(home, {"DISPLAY": display, "HOME": str(home)})
        assert ended.returncode == 2, ended.stderr
        told = [line for line in ended.stderr.splitlines() if line.startswith("acutimer: ")]
        assert len(told) == 1
        assert told[0].startswith(f"acutimer: X11 display {display} answers, but shows no window")
        assert "could not connect to display" in told[0]
        assert "Traceback" not in ended.stderr
        assert is_free(home)
