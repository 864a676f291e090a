"""routine add, lint, export and remove, as a script meets them: words, JSON, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from acutimer.cli import run
from acutimer.core.safety import Answer
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from tests.cli.test_verbs import acutimer
from tests.journeys.conftest import keep_answers

GIFT = """# from the practice
schema = 1
id = "desk-pause"
name = "From my physio"
author = "A. Example"
date = "2026-03-01"
cautions = ["Stop when dizzy."]

[[steps]]
kind = "hold"
point = "GB21"
side = "in_turn"
seconds = 90
own = true

[[steps]]
kind = "presses"
point = "LI4"
side = "left"
"""
CLEAN = (
    'schema = 1\nid = "a"\nname = "A"\n\n[[steps]]\nkind = "hold"\npoint = "GB21"\nside = "both"\n'
)
KEYS = [
    *("file", "id", "name", "author", "date", "cautions", "sources", "plan", "hash", "steps"),
    *("length_s", "hand_switches", "usable", "findings"),
]
FINDING_KEYS = ["code", "step", "line", "sentence", "reason", "source", "stops"]


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    path = tmp_path / "gift.toml"
    path.write_text(GIFT)
    return path


class Terminal:
    """Runs verbs in one profile; gives exit code, output and errors."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys

    def __call__(self, *words: object) -> tuple[object, str, str]:
        code = run(["--home", str(self.home), *map(str, words)])
        out, err = self._capsys.readouterr()
        return code, out, err


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path / "home", capsys)


def test_lint_tells_findings_with_lines_and_stays_usable(terminal: Terminal, gift: Path) -> None:
    keep_answers(terminal.home, SystemClock())
    code, out, err = terminal("routine", "lint", gift)
    assert (code, err) == (0, "")
    assert out.startswith("From my physio: 2 steps · 4:15 in all · the hand changes 2 times\n")
    assert "caution: Stop when dizzy." in out
    assert (
        "line 9, step 1: Top of the shoulder (GB21) lasts 1:30 here; the article says 3:00. "
        "(outside_source)"
    ) in out
    assert (
        "line 16, step 2: Hand, thumb web (LI4) is pressed on the left only. (one_side_only)" in out
    )


def test_lint_json_keeps_its_keys(terminal: Terminal, gift: Path) -> None:
    code, out, _ = terminal("routine", "lint", gift, "--json")
    told: dict[str, Any] = json.loads(out)
    assert code == 0
    assert list(told) == KEYS
    assert all(list(finding) == FINDING_KEYS for finding in told["findings"])
    assert [(one["code"], one["step"], one["line"]) for one in told["findings"]] == [
        ("outside_source", 1, 9),
        ("one_side_only", 2, 16),
        ("strong_in_a_row", 2, 16),
    ]
    assert told["usable"]
    assert len(told["hash"]) == 16


def test_lint_of_a_routine_that_leaves_nothing_to_say(terminal: Terminal, gift: Path) -> None:
    gift.write_text(CLEAN)
    assert terminal("routine", "lint", gift)[:2] == (
        0,
        "A: 1 step · 3:05 in all\nNothing to say about it.\n",
    )


def test_lint_gives_1_for_what_no_session_can_begin_with(terminal: Terminal, gift: Path) -> None:
    gift.write_text(CLEAN + CLEAN[CLEAN.index("[[") :])
    code, out, _ = terminal("routine", "lint", gift)
    assert code == 1
    assert (
        "line 9, step 2: Top of the shoulder (GB21) adds up to 6:00 on the left. (over_limit)"
    ) in out
    assert terminal("routine", "lint", "--json", gift)[0] == 1
    code, _, err = terminal("routine", "add", gift)
    assert code == 2
    assert "adds up to 360 s" in err
    assert "Nothing was added." in err


@pytest.mark.parametrize("verb", ["lint", "add"])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("GB21", "GB99"), "line 11: there is no point 'GB99'"),
        (("schema = 1", "schema = 9"), "line 2: it was written for a newer acutimer"),
        (("[[steps]]", "[[steps"), "line 9"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_its_line(
    terminal: Terminal, gift: Path, verb: str, change: tuple[str, str], words: str
) -> None:
    gift.write_text(GIFT.replace(*change, 1))
    code, out, err = terminal("routine", verb, gift)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1
    assert not places_for(terminal.home).routines.exists()


def test_a_gift_is_added_listed_exported_and_removed(
    terminal: Terminal, gift: Path, tmp_path: Path
) -> None:
    code, out, _ = terminal("routine", "add", gift)
    assert code == 0
    assert out.startswith("From my physio by A. Example was added as desk-pause-2.\n")
    assert "The id desk-pause belongs to another routine." in out
    assert "is there already as desk-pause-2" in terminal("routine", "add", gift)[1]
    assert "desk-pause-2" in terminal("routines")[1]
    copy = tmp_path / "copy.toml"
    assert terminal("routine", "export", "desk-pause-2", copy)[0] == 0
    code, _, err = terminal("routine", "export", "desk-pause-2", copy)
    assert code == 2
    assert "there already; nothing was written" in err
    assert terminal("routine", "remove", "desk-pause-2")[0] == 0
    assert "desk-pause-2" not in terminal("routines")[1]
    assert terminal("routine", "add", copy)[1].startswith("From my physio by A. Example was added")
    code, _, err = terminal("routine", "export", "nobody", copy)
    assert code == 2
    assert "There is no routine 'nobody'; there are neck-and-shoulders" in err


def test_struck_points_are_named_from_the_profile_s_answers(terminal: Terminal, gift: Path) -> None:
    keep_answers(terminal.home, SystemClock(), neck=Answer.YES)
    found = json.loads(terminal("routine", "lint", gift, "--json")[1])["findings"]
    assert [one["step"] for one in found if one["code"] == "switched_off"] == [1]


@pytest.mark.parametrize("verb", ["lint", "add"])
@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"neck": Answer.YES}, ""),
        ({"carotid": Answer.NOT_SURE}, "the safety question “carotid” allows no session"),
        ({"bleeding": Answer.YES}, "“bleeding” allows no session until you have asked"),
    ],
)
def test_answers_that_allow_no_session_are_said_beside_the_findings(
    terminal: Terminal, gift: Path, verb: str, answers: dict[str, Answer], words: str
) -> None:
    keep_answers(terminal.home, SystemClock(), **answers)
    code, out, said = terminal("routine", verb, gift)
    assert code == 0
    assert out
    assert words in said
    assert len(said.splitlines()) == bool(words)


def test_that_nobody_has_answered_yet_is_said_and_looking_makes_no_profile(
    terminal: Terminal, gift: Path
) -> None:
    code, out, said = terminal("routine", "lint", gift)
    assert code == 0
    assert "step 1" in out
    assert said == (
        "acutimer: No session begins before the safety questions are answered; "
        "open acutimer and answer them under Safety.\n"
    )
    assert not terminal.home.exists()


def test_the_day_s_look_at_danger_signs_says_nothing_about_a_routine(
    terminal: Terminal, gift: Path
) -> None:
    keep_answers(terminal.home, SystemClock(), signs_ago=None)
    assert terminal("routine", "lint", gift)[::2] == (0, "")


def test_the_verb_alone_and_a_wrong_one_are_answered_in_words() -> None:
    done = acutimer("routine")
    assert done.returncode == 0
    assert "lint" in done.stdout
    wrong = acutimer("routine", "mend", "x")
    assert wrong.returncode == 2
    assert len(wrong.stderr.splitlines()) == 1
