"""Languages beside ours come as packages of their own, which are found when they are installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from array import array
from pathlib import Path

import miniaudio
import pytest

from acutimer.audio.tones import PER_MS
from acutimer.runtime.clock import SystemClock
from tests.audio.clips import write_clip
from tests.core.shipped import RESOURCES
from tests.journeys.conftest import keep_answers

ROOT = RESOURCES.parent
PACKAGES = ROOT / "packaging" / "voice" / "packages"
#: A language that nobody speaks, of one clause.
MADE_UP, NAME, CLAUSE, LENGTH_MS = "zz", "Zed", "done", 500
TABLE = f"""
schema = 1
language = "{MADE_UP}"
name = "{NAME}"
[clauses."{CLAUSE}"]
words = "Zzz."
length_ms = {LENGTH_MS}
"""


def wheels(*words: object) -> str:
    done = subprocess.run(
        [sys.executable, "packaging/wheels.py", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which a wheel of the made-up language was installed."""
    work = tmp_path_factory.mktemp("package")
    package, target = work / MADE_UP, work / "installed"
    write_clip(package / "acutimer_voices", CLAUSE, language=MADE_UP, samples=array("h", _SOUND))
    (package / "acutimer_voices" / MADE_UP / "phrases.toml").write_text(TABLE, encoding="utf-8")
    wheels("--to", work, "--voice", package)
    (wheel,) = work.glob("*.whl")
    pip = (sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "install")
    subprocess.run([*pip, "--no-index", "--no-deps", "--target", target, wheel], check=True)
    return target


_SOUND = ([9000] * 48 + [-9000] * 48) * (LENGTH_MS // 2)


def acutimer(home: Path, *words: object, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "acutimer", "--home", home, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_an_installed_language_is_found_and_spoken(tmp_path: Path, installed: Path) -> None:
    home = tmp_path / "home"
    keep_answers(home, SystemClock())
    (home / "config").mkdir(parents=True, exist_ok=True)
    quiet = "tones = false\nmetronome = false\nstereo = false\n"
    (home / "config" / "preferences.toml").write_text(quiet, encoding="utf-8")
    out = tmp_path / "out.wav"
    done = acutimer(home, "render", "desk-pause", out, "--voice", MADE_UP, path=installed)
    assert done.returncode == 0
    (told,) = done.stderr.splitlines()  # it has no clause for what the steps say
    assert told.endswith("It looks like another language than the chosen voice speaks.")
    sound = miniaudio.wav_read_file_s16(str(out)).samples[0::2]
    heard = [at for at, one in enumerate(sound) if abs(one) > 2000]
    assert heard[-1] - heard[0] == pytest.approx(LENGTH_MS * PER_MS, abs=10)
    words = ("score", "desk-pause", "--voice", MADE_UP, "--json")
    cues = json.loads(acutimer(home, *words, path=installed).stdout)["cues"]
    (spoken,) = [cue for cue in cues if cue["clause"] == CLAUSE]
    assert heard[0] == pytest.approx(spoken["at_ms"] * PER_MS, abs=10)
    checked = acutimer(home, "check", path=installed).stdout
    assert f"{NAME} ({MADE_UP})" in checked


def test_what_is_not_installed_is_named_with_what_is_there(tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    words = ("render", "desk-pause", out, "--level", "silent", "--voice", MADE_UP)
    home = tmp_path / "home"
    keep_answers(home, SystemClock())
    done = acutimer(home, *words, path=tmp_path)
    assert (done.returncode, done.stdout, out.exists()) == (2, "", False)
    said = f"acutimer: There is no voice '{MADE_UP}'; there are en, de and none.\n"
    assert done.stderr == said


@pytest.mark.slow
def test_no_wheel_is_larger_than_it_may_be(tmp_path: Path) -> None:
    languages = sorted(one.name for one in PACKAGES.glob("*/"))
    told = wheels("--to", tmp_path).splitlines()
    assert len(told) == 1 + len(languages)
    (ours,) = tmp_path.glob("acutimer-*.whl")
    names = zipfile.ZipFile(ours).namelist()
    assert {"acutimer/resources/voice/en/done.ogg", "acutimer/resources/voice/LICENCE.md"} <= {
        *names
    }
    assert not [one for one in names if one.startswith(("packaging", "tests"))]
    for language in languages:
        (wheel,) = tmp_path.glob(f"acutimer_voice_{language}-*.whl")
        names = zipfile.ZipFile(wheel).namelist()
        assert f"acutimer_voices/{language}/phrases.toml" in names
        assert [one for one in names if one.endswith("licenses/licences/LICENCE.md")]
        assert not [one for one in names if one.startswith("acutimer_voices/__")]
