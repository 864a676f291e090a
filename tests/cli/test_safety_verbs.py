"""``acutimer safety`` and ``safety check`` as a script and a person meet them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from acutimer.core.journal import EntryKind
from acutimer.core.safety import Answer
from acutimer.places import SOURCES, resource_path
from acutimer.runtime.clock import SystemClock
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.resource_files import load_sources
from tests.cli.in_process import Verbs
from tests.core.shipped import content, routines, rules
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers

YES = Answer.YES
QUESTION_KEYS = [
    *("id", "ask", "explains", "effect", "asked_again", "clearance", "points_out", "groups_out"),
    *("light_only", "asks_where", "danger_signs_first", "sources"),
]
RULE_KEYS = ["of", "id", "text", "source", "standing", "points", "tier", "threshold"]
KEYS = ["schema", "session", "ask_first", "out", "light_only", "allowed"]
PART_KEYS = ["point", "side", "step", "kind"]
IDS = [question.id for question in rules().questions]


@pytest.fixture
def acutimer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verbs:
    return Verbs(tmp_path / "home", capsys)


def answers(**changed: str) -> list[str]:
    """No to everything but what is changed (told_not for told-not)."""
    words: list[str] = []
    for one in IDS:
        words += ["--answer", f"{one}={changed.pop(one.replace('-', '_'), 'no')}"]
    assert changed == {}
    return words


def checked(acutimer: Verbs, *words: object) -> dict[str, Any]:
    told = json.loads(acutimer("safety", "check", *words, "--json"))
    assert list(told) == KEYS
    assert told["schema"] == 1
    for name in ("light_only", "allowed"):
        assert all(list(row) == PART_KEYS for row in told[name])
    assert all(list(row) == [*PART_KEYS, "because", "source"] for row in told["out"])
    assert all(row["because"] and row["source"] for row in told["out"])
    return told


def points(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(row["point"], row["side"]) for row in rows if row["point"]}


def steps(rows: list[dict[str, Any]]) -> list[tuple[int, str]]:
    return [(row["step"], row["kind"]) for row in rows if row["step"]]


def both(*codes: str) -> set[tuple[str, str]]:
    return {(code, side) for code in codes for side in ("left", "right")}


# --- the table ----------------------------------------------------------------------------------


def test_the_table_has_the_keys_that_scripts_rely_on(acutimer: Verbs) -> None:
    told = json.loads(acutimer("safety", "--json"))
    assert list(told) == ["schema", "questions", "rules", "sources"]
    assert told["schema"] == 1
    assert all(list(row) == QUESTION_KEYS for row in told["questions"])
    assert all(list(row) == RULE_KEYS for row in told["rules"])
    assert all(list(row) == ["id", "name", "url", "standing"] for row in told["sources"])
    assert [row["id"] for row in told["questions"]] == IDS
    pregnant = told["questions"][0]
    assert pregnant["points_out"] == ["GB21", "LI4", "BL11", "LR3"]
    assert pregnant["clearance"]
    assert (pregnant["effect"], pregnant["asked_again"]) == ("no_session_until_cleared", "monthly")


def test_every_rule_of_the_file_is_told_with_a_source_that_is_named(acutimer: Verbs) -> None:
    told, table = json.loads(acutimer("safety", "--json")), content("safety.toml")
    texts = [row["text"] for row in told["rules"]]
    for question in table["questions"]:
        assert all(reason["text"] in texts for reason in question["reasons"])
    for name in ("steps_out", "always"):
        assert all(row["text"] in texts for row in table[name])
    assert [row["id"] for row in told["rules"] if row["of"] == "danger_sign"] == [
        row["id"] for row in table["danger_signs"]
    ]
    known = {row["id"]: row for row in told["sources"]}
    for rule in told["rules"]:
        assert rule["standing"]
        assert {one.strip() for one in rule["source"].split(",")} <= set(known)
    registry = {row.id: row for row in load_sources(resource_path(SOURCES)).rows}
    assert all((row["name"], row["url"]) == (registry[one].name, registry[one].url)
               for one, row in known.items())  # fmt: skip


def test_the_table_in_words_tells_each_question_and_each_sign(acutimer: Verbs) -> None:
    words = acutimer("safety")
    assert all(question.ask in words for question in rules().questions)
    assert all(sign.ask in words for sign in rules().danger_signs)
    assert not (acutimer.home / "data").exists()


# --- answers that were typed --------------------------------------------------------------------


def test_no_to_everything_allows_everything(acutimer: Verbs) -> None:
    told = checked(acutimer, "article-whole", *answers())
    assert (told["session"], told["ask_first"], told["out"]) == (True, [], [])
    assert told["light_only"] == []
    assert points(told["allowed"]) == both("GB20", "GB21", "GB14", "BL10", "BL11")
    numbered = enumerate(routines()["article-whole"].steps, 1)
    assert steps(told["allowed"]) == [(n, "care") for n, step in numbered if step.point is None]


@pytest.mark.parametrize("missing", IDS)
def test_a_question_not_named_is_unanswered(acutimer: Verbs, missing: str) -> None:
    words = answers()
    place = words.index(f"{missing}=no")
    told = checked(acutimer, "desk-pause", *words[: place - 1], *words[place + 1 :])
    assert (told["session"], told["ask_first"]) == (False, [missing])
    assert (told["light_only"], told["allowed"]) == ([], [])


@pytest.mark.parametrize("answer", ["yes", "not_sure"])
@pytest.mark.parametrize("question", ["carotid", "vessel", "injury", "minor"])
def test_an_answer_that_allows_no_session_says_why(
    acutimer: Verbs, question: str, answer: str
) -> None:
    told = checked(acutimer, "desk-pause", *answers(**{question: answer}))
    assert (told["session"], told["ask_first"], told["allowed"]) == (False, [], [])
    (row,) = told["out"]
    assert [row[key] for key in PART_KEYS] == [None] * 4
    reasons = next(one.reasons for one in rules().questions if one.id == question)
    assert row["because"] == " ".join(reason.text for reason in reasons)


@pytest.mark.parametrize("question", ["pregnant", "bleeding", "told-not", "long-term", "cancer"])
def test_what_is_to_be_asked_first_is_named_and_a_clearance_opens_it(
    acutimer: Verbs, question: str
) -> None:
    words = answers(**{question.replace("-", "_"): "yes"})
    told = checked(acutimer, "article-whole", *words)
    assert (told["session"], told["ask_first"]) == (False, [question])
    told = checked(acutimer, "article-whole", *words, "--cleared", question)
    assert (told["session"], told["ask_first"]) == (True, [])
    out = both("GB21", "BL11") if question == "pregnant" else set()
    assert points(told["out"]) == out
    left = both("GB20", "GB21", "GB14", "BL10", "BL11") - out
    assert points(told["light_only" if question == "bleeding" else "allowed"]) == left
    assert points(told["allowed" if question == "bleeding" else "light_only"]) == set()


def test_a_fever_leaves_one_point_out_and_the_others_light(acutimer: Verbs) -> None:
    told = checked(acutimer, "article-whole", *answers(fever="not_sure"))
    assert told["session"]
    assert points(told["out"]) == both("BL11")
    assert points(told["light_only"]) == both("GB20", "GB21", "GB14", "BL10")
    assert points(told["allowed"]) == set()


def test_a_mat_cannot_be_light_and_says_so(acutimer: Verbs) -> None:
    told = checked(acutimer, "acupressure-mat", *answers(fever="yes"))
    assert not told["session"]
    assert steps(told["out"]) == [(1, "mat"), (2, "mat")]
    assert all(row["point"] is None for row in told["out"])


@pytest.mark.parametrize(
    ("where", "out"),
    [
        (("nape.left",), {("GB20", "left"), ("BL10", "left")}),
        (("nape.left", "nape.right"), both("GB20", "BL10")),
        (("nape.both",), both("GB20", "BL10")),
        (("hand.both",), set[tuple[str, str]]()),
        (("shoulder.right", "forehead.left"), {("GB21", "right"), ("GB14", "left")}),
        ((), both("GB20", "GB21", "GB14", "BL10", "BL11")),
    ],
)
def test_a_place_of_the_skin_takes_its_points_of_that_side(
    acutimer: Verbs, where: tuple[str, ...], out: set[tuple[str, str]]
) -> None:
    words = [word for one in where for word in ("--where", one)]
    told = checked(acutimer, "article-whole", *answers(skin="yes"), *words)
    assert points(told["out"]) == out
    whole = both("GB20", "GB21", "GB14", "BL10", "BL11")
    assert told["session"] == (out != whole)
    assert points(told["allowed"]) == whole - out


def test_what_was_typed_leaves_no_trace_and_the_profile_does_not_count(
    acutimer: Verbs, tmp_path: Path
) -> None:
    checked(acutimer, "desk-pause", *answers())
    assert not acutimer.home.exists()
    keep_answers(acutimer.home, SystemClock(), signs_ago=None, carotid=YES)
    assert checked(acutimer, "desk-pause", *answers())["session"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nonesuch",), "There is no routine 'nonesuch'; there are neck-and-shoulders"),
        (("./nonesuch.toml",), "nonesuch.toml"),
        (("desk-pause", "--answer", "gout=no"), "there is no question 'gout'; there are pregnant,"),
        (("desk-pause", "--answer", "fever"), "--answer takes ID=yes, ID=no or ID=not_sure"),
        (("desk-pause", "--answer", "fever="), "yes, no or not_sure, not ''"),
        (("desk-pause", "--answer", "fever=YES"), "yes, no or not_sure, not 'YES'"),
        (("desk-pause", "--answer", "=yes"), "there is no question ''"),
        (
            ("desk-pause", "--answer", "fever=no", "--answer", "fever=no"),
            "fever is answered twice",
        ),
        (
            ("desk-pause", "--answer", "fever=no", "--answer", "fever=yes"),
            "fever is answered twice",
        ),
        (("desk-pause", "--answer", "fever=yes", "--cleared", "fever"), "cannot be cleared"),
        (("desk-pause", "--answer", "carotid=yes", "--cleared", "carotid"), "cannot be cleared"),
        (("desk-pause", "--cleared", "gout"), "there is no question 'gout'"),
        (("desk-pause", "--cleared", "pregnant"), "goes with --answer pregnant=yes"),
        (
            ("desk-pause", "--answer", "pregnant=no", "--cleared", "pregnant"),
            "goes with --answer pregnant=yes or not_sure",
        ),
        (
            ("desk-pause", "--answer", "neck=yes", "--cleared", "neck", "--cleared", "neck"),
            "neck is cleared twice",
        ),
        (("desk-pause", "--where", "nape.left"), "--where goes with --answer skin=yes"),
        (
            ("desk-pause", "--answer", "skin=no", "--where", "nape.left"),
            "--where goes with --answer skin=yes",
        ),
        (
            ("desk-pause", "--answer", "skin=yes", "--where", "knee.left"),
            "'knee.left' names none of nape,",
        ),
        (
            ("desk-pause", "--answer", "skin=yes", "--where", "nape"),
            "--where takes REGION.SIDE, and 'nape' names none of",
        ),
        (
            ("desk-pause", "--answer", "skin=yes", "--where", "nape.middle"),
            "nape has the sides left, right and both, not 'middle'",
        ),
        (
            ("desk-pause", "--answer", "skin=yes", "--where", "nape.in_turn"),
            "left, right and both",
        ),
        (
            (*("desk-pause", "--answer", "skin=yes"), *("--where", "nape.both") * 2),
            "nape is named twice on one side",
        ),
        (
            ("desk-pause", "--answer", "skin=yes", "--where", "nape.both", "--where", "nape.left"),
            "nape is named twice on one side",
        ),
        (("desk-pause", "--answer"), "expected one argument"),
        ((), "required: ROUTINE"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence_that_names_what_there_is(
    acutimer: Verbs, words: tuple[str, ...], says: str
) -> None:
    for form in ((), ("--json",)):
        assert says in acutimer.refused("safety", "check", *words, *form)
    assert not acutimer.home.exists()


def test_a_routine_of_a_file_is_checked_too(acutimer: Verbs, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'schema = 1\nid = "own"\nname = "Own"\n\n[[steps]]\nkind = "hold"\npoint = "BL11"\n'
        'side = "left"\nseconds = 120\n\n[[steps]]\nkind = "mat"\nseconds = 60\n'
    )
    told = checked(acutimer, path, *answers(neck="yes"))
    assert not told["session"]
    assert points(told["out"]) == {("BL11", "left")}
    assert steps(told["out"]) == [(2, "mat")]
    told = checked(acutimer, path, *answers(neck="yes"), "--cleared", "neck")
    assert points(told["allowed"]) == {("BL11", "left")}
    assert steps(told["allowed"]) == [(2, "mat")]


def test_what_only_one_step_cannot_do_is_told_of_that_step(acutimer: Verbs, tmp_path: Path) -> None:
    """Two balls bear the weight of the body; fingers can press the same point lightly."""
    path = tmp_path / "own.toml"
    step = '\n[[steps]]\nkind = "hold"\npoint = "BL11"\nseconds = 60\nown = true\nside = '
    path.write_text(f'schema = 1\nid = "own"\nname = "Own"\n{step}"both"\n{step}"left"\n')
    told = checked(acutimer, path, *answers(bleeding="yes"), "--cleared", "bleeding")
    assert [[row[key] for key in PART_KEYS] for row in told["out"]] == [
        ["BL11", "left", 1, "hold"],
        ["BL11", "right", 1, "hold"],
    ]
    assert "two balls" in told["out"][0]["because"]
    assert points(told["light_only"]) == {("BL11", "left")}
    words = acutimer("safety", "check", path, *answers(bleeding="yes"), "--cleared", "bleeding")
    assert "out         Beside the spine (BL11), left, in step 1, hold: " in words


# --- the profile's answers ----------------------------------------------------------------------


def test_without_answers_everything_is_to_be_asked_first(acutimer: Verbs) -> None:
    told = checked(acutimer, "desk-pause")
    assert (told["session"], told["ask_first"]) == (False, [*IDS, "danger_signs"])
    assert not acutimer.home.exists()


def test_the_profile_s_answers_hold_and_so_does_the_look_at_the_signs(acutimer: Verbs) -> None:
    keep_answers(acutimer.home, SystemClock(), signs_ago=None, fever=YES)
    told = checked(acutimer, "article-whole")
    assert (told["session"], told["ask_first"]) == (False, ["danger_signs"])
    keep_answers(acutimer.home, SystemClock(), fever=YES)
    told = checked(acutimer, "article-whole")
    assert (told["session"], told["ask_first"]) == (True, [])
    assert points(told["out"]) == both("BL11")
    assert points(told["light_only"]) == both("GB20", "GB21", "GB14", "BL10")


def test_after_a_stop_and_with_old_answers_all_is_asked_again(acutimer: Verbs) -> None:
    now = SystemClock().now()
    keep_answers(acutimer.home, FakeClock(now - timedelta(days=400)))
    told = checked(acutimer, "desk-pause")
    # what is asked again only after a yes, or on a change, still holds
    holding = {"fever", "skin", "minor"}
    assert told["ask_first"] == [*(one for one in IDS if one not in holding), "danger_signs"]
    assert not told["session"]
    keep_answers(acutimer.home, FakeClock(now))
    data = acutimer.home / "data"
    database = open_database(data / "journal.sqlite3", now=lambda: now, backups=data / "backups")
    JournalStore(database, lambda: now).append(EntryKind.STOP_SHOWN, {"reasons": ["dizzy"]})
    database.close()
    told = checked(acutimer, "desk-pause")
    assert not told["session"]
    assert told["out"][0]["because"].startswith("Pressing rests after the stop page")


def test_a_damaged_journal_allows_nothing_and_is_left_alone(acutimer: Verbs) -> None:
    keep_answers(acutimer.home, SystemClock())
    path = acutimer.home / "data" / "journal.sqlite3"
    path.write_bytes(b"damaged" * 1000)
    told = checked(acutimer, "desk-pause")
    assert (told["session"], told["ask_first"]) == (False, [*IDS, "danger_signs"])
    assert "is damaged" in told["out"][0]["because"]
    assert path.read_bytes() == b"damaged" * 1000
    assert sorted(one.name for one in path.parent.iterdir()) == [
        ".journal.sqlite3.lock", "journal.sqlite3",
    ]  # fmt: skip


def test_in_words_each_part_has_its_line(acutimer: Verbs) -> None:
    lines = acutimer("safety", "check", "article-whole", *answers(fever="yes")).splitlines()
    assert lines[0] == "The article, whole: A session may begin."
    assert any(
        line.startswith("out         Beside the spine (BL11), left: The article") for line in lines
    )
    assert "light only  Skull edge (GB20), left" in lines
    care = next(n for n, step in enumerate(routines()["article-whole"].steps, 1) if step.care)
    assert f"allowed     step {care}, care" in lines
    lines = acutimer("safety", "check", "desk-pause").splitlines()
    assert lines[0] == "Desk pause: No session may begin."
    assert lines[1] == f"ask first   {', '.join(IDS)}, danger_signs"


@pytest.mark.parametrize("name", sorted(routines()))
def test_every_part_of_a_routine_is_in_exactly_one_list(acutimer: Verbs, name: str) -> None:
    for changed in ({}, {"fever": "yes"}, {"neck": "yes"}, {"skin": "yes"}):
        told = checked(acutimer, name, *answers(**changed))
        lists = [told["out"], told["light_only"], told["allowed"]]
        if not told["session"]:
            assert lists[1:] == [[], []]
        parts = [tuple(row[key] for key in PART_KEYS) for rows in lists for row in rows]
        assert len(parts) == len(set(parts))
        codes = {part[0] for part in parts if part[0]}
        if told["session"]:
            assert codes == set(routines()[name].points)
