"""The session scripts are followed to the letter, and a wrong one would be noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.scripts import ScriptError, read_script, run_script

FOLDER = Path(__file__).with_name("sessions")
SCRIPTS = sorted(FOLDER.glob("*.txt"))
PLAIN = (FOLDER / "02-pause-and-resume.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_engine_follows_the_script(path: Path) -> None:
    run_script(read_script(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("for 1:00", "for 1:01"),
        ("0:20   pause  |", "0:21   pause  |"),
        ("resumed after 0:12; left 0:45", "resumed after 0:12; left 0:44"),
        ("0:32   resume | resumed after 0:12; left 0:45\n", ""),
        ("1:17          | eased off GB20 both after 1:00; step done; care for 0:30\n", ""),
        ("step done; finished", "finished"),
        ("total GB20 left 0:15", "total GB20 left 0:16"),
        ("pressed 1:00", "pressed 1:01"),
        ("pressed 1:00", 'pressed 1:00; "Well, well."'),
        ("pressed 1:00", "pressed 1:00; cue begin"),
        ("pressed 1:00", "pressed 1:00; heard 2 begin"),
        ("pressed 1:00", "pressed 1:00; total nonsense"),
        ("0:20   pause  |", "0:20   dance  |"),
        ("0:00   start  |", "0:00          |"),
        ("0:30          | nothing", "0:10          | nothing"),
        ("care 0:30", "care"),
    ],
)
def test_a_wrong_script_fails(right: str, wrong: str) -> None:
    assert PLAIN.count(right) >= 1
    with pytest.raises(ScriptError):
        run_script(read_script(PLAIN.replace(right, wrong, 1)))
