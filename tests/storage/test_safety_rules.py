"""The safety table cannot be weakened by accident: what allows more is refused by its name."""

from __future__ import annotations

import copy
import random
import shutil
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.core.emergency import number_for
from acutimer.core.points import Side
from acutimer.core.reading import ContentError
from acutimer.core.rules_check import sources_of, weakness
from acutimer.core.safety import Answer, Given, Profile, allow, judge
from acutimer.core.safety_table import Rules, read_rules
from acutimer.places import resource_path
from acutimer.storage.checked import SUMS
from acutimer.storage.safety_rules import load_numbers, load_rules
from tests.amounts import examples
from tests.core.shipped import content, routines, rules, whole_atlas

FOLDER = Path(__file__).parents[2] / "acutimer" / "storage" / "checked"
TABLE = resource_path("safety.toml").read_text(encoding="utf-8")
HOLD = "The safety rules acutimer came with hold instead."


def changed(tmp_path: Path, old: str, new: str, count: int = 1) -> Path:
    """The table with one thing written otherwise."""
    assert old in TABLE, old
    path = tmp_path / "safety.toml"
    path.write_text(TABLE.replace(old, new, count), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["safety.toml", "emergency.toml"])
def test_the_program_carries_what_it_ships(name: str) -> None:
    """Run packaging/checked_rules.py after a change that was meant."""
    shipped = resource_path(name).read_bytes()
    assert (FOLDER / name).read_bytes() == shipped
    assert set(SUMS) == {"safety.toml", "emergency.toml"}


def test_the_table_as_shipped_holds_without_a_word() -> None:
    found, sentence = load_rules()
    assert (found, sentence) == (rules(), "")


PREGNANT = 'points_out = ["GB21", "LI4", "BL11", "LR3"]'
WEAKER = [
    (PREGNANT, 'points_out = ["LI4", "BL11", "LR3"]', "'pregnant' leaves the point GB21 in"),
    (PREGNANT, 'points_out = ["GB21", "LI4", "LR3"]', "'pregnant' leaves the point BL11 in"),
    (PREGNANT, 'points_out = ["GB21", "LI4", "BL11", "GB99"]', "GB99 lies in none of the regions"),
    ('effect = "no_session"', 'effect = "note"', "'carotid' has the effect note"),
    ('effect = "no_session"', 'effect = "no_session_until_cleared"', "has the effect"),
    ('effect = "no_session_until_cleared"', 'effect = "note"', "'pregnant' has the effect note"),
    ('effect = "region_out"', 'effect = "no_session_until_cleared"', "'skin' has the effect"),
    ('effect = "points_out"', 'effect = "note"', "'fever' has the effect note"),
    ('groups_out = ["neck", "upper_back"]', 'groups_out = ["neck"]', "leaves the group upper_back"),
    ('groups_out = ["neck", "upper_back"]', 'groups_out = ["nek"]', "may only hold neck"),
    ("light_only = true", "light_only = false", "'bleeding' no longer asks for light"),
    ("danger_signs_first = true", "danger_signs_first = false", "no longer shows the danger"),
    ('asked_again = "monthly"', 'asked_again = "yearly"', "'pregnant' comes back yearly"),
    ('asked_again = "daily_if_yes"', 'asked_again = "weekly_if_yes"', "'fever' comes back"),
    ('asked_again = "yearly"', 'asked_again = "on_change"', "comes back on_change"),
    ('asked_again = "monthly"', 'asked_again = "weekly_if_yes"', "comes back weekly_if_yes"),
    ('id = "told-not"', 'id = "told"', "the question 'told-not' is missing"),
    ('id = "long-term"', 'id = "long"', "the question 'long-term' is missing"),
    ('points = ["GB20", "BL10", "GV16", "GV14"]', 'points = ["GB20", "BL10"]', "is without GV14"),
    ('id = "back_of_head"', 'id = "back-of-head"', "may only hold"),
    ('id = "leg"\n', 'id = "legs"\n', "may only hold"),
    ('points = ["LR3", "GB39"]', 'points = ["LR3"]', "GB39 lies in none of the regions"),
    ('points = ["GB20", "GB21", "BL10", "TE17"', 'points = ["GB20", "BL10", "TE17"', "GB21"),
    (
        'out_when_light_only = true\ntext = "A mat presses',
        'out_when_light_only = false\ntext = "A mat presses',
        "the rule for mat is missing or softer",
    ),
    (
        'regions = ["nape", "back_of_head", "upper_back", "shoulder"]\n',
        'regions = ["nape"]\n',
        "the rule for mat is missing or softer",
    ),
    ('except_places = ["Under', 'except_places = ["On the legs", "Under', "the rule for mat"),
    ('sides = ["both"]', 'sides = ["left"]', "the rule for BL11 on both is missing or softer"),
    ("own_words = true", "own_words = false", "words of one's own is missing"),
    (
        'until_cleared = ["neck"]\nout_when_light_only = false\ntext = "Words',
        'until_cleared = []\nout_when_light_only = false\ntext = "Words',
        "words of one's own is missing or softer",
    ),
    ('tier = "A"', 'tier = "B"', "the danger sign A1 is missing or no longer of tier A"),
    ('tier = "A"', 'tier = "C"', "tier must be one of A, B"),
    ('id = "A6"', 'id = "A9"', "the danger sign A6 is missing"),
    ('id = "B10"', 'id = "B11"', "the danger sign B10 is missing"),
    ("opens_stop_page = true", "opens_stop_page = false", "'dizzy_faint' among what is unwelcome"),
    ('id = "severe_headache"', 'id = "headache"', "'severe_headache' among what is unwelcome"),
    ("pain_rise_opens_stop_page = 3", "pain_rise_opens_stop_page = 4", "rise by more than 3"),
    ('emergency_number = "112"', 'emergency_number = ""', "emergency_number must be a text"),
    ('emergency_number = "112"', 'emergency_number = "none"', "needs an emergency number"),
    (
        '{ text = "confusion, a fit or passing out", source = "SNNOOP10" },',
        "",
        "a line of the stop page is missing",
    ),
    (
        'source = "CAR1"\nstanding = "evidence"\npoints = []',
        'source = ""\nstanding = "evidence"\npoints = []',
        "source must be a text",
    ),
    (
        'source = "CAR1"\nstanding = "evidence"\npoints = []',
        'source = "CAR9"\nstanding = "evidence"\npoints = []',
        "the source CAR9 is not known",
    ),
    ('source = "NICE, SNOOP4, ART"', 'source = ""', "source must be a text"),
    ("schema = 1\n", "schema = = 1\n", "Invalid value"),
]


@pytest.mark.parametrize(("old", "new", "says"), WEAKER)
def test_what_would_allow_more_is_refused_by_name_and_the_shipped_rules_hold(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    path = changed(tmp_path, old, new)
    found, sentence = load_rules(path)
    assert found == rules()
    assert says in sentence
    assert sentence.startswith(str(path))
    assert sentence.endswith(HOLD)
    assert "\n" not in sentence


def test_rules_that_always_hold_cannot_go(tmp_path: Path) -> None:
    blocks = TABLE.split("[[always]]")
    for number in range(1, len(blocks)):
        path = tmp_path / "safety.toml"
        kept = [block for at, block in enumerate(blocks) if at != number]
        path.write_text("[[always]]".join(kept), encoding="utf-8")
        assert load_rules(path)[0] == rules()
        assert HOLD in load_rules(path)[1]


def test_a_file_that_is_gone_is_no_way_round(tmp_path: Path) -> None:
    found, sentence = load_rules(tmp_path / "safety.toml")
    assert found == rules()
    assert "cannot be read" in sentence
    assert sentence.endswith(HOLD)


STRICTER = [
    ("Is any of this true for you?", "Is anything of this so?"),
    ('groups_out = ["neck", "upper_back"]', 'groups_out = ["upper_back", "neck"]'),
    (PREGNANT, 'points_out = ["GB21", "LI4", "BL11", "LR3", "GB20"]'),
    ('asked_again = "yearly"', 'asked_again = "monthly"'),
    ('asked_again = "on_change"', 'asked_again = "monthly"'),
    ('effect = "no_session_until_cleared"', 'effect = "no_session"'),
    ('effect = "note"', 'effect = "no_session"'),
    ("light_only = false", "light_only = true"),
    ("pain_rise_opens_stop_page = 3", "pain_rise_opens_stop_page = 2"),
    ("signs_version = 1", "signs_version = 2"),
    ('tier = "B"', 'tier = "A"'),
    (
        'source = "CAR1"\nstanding = "evidence"\npoints = []',
        'source = "VAD2"\nstanding = "evidence"\npoints = []',
    ),
]


@pytest.mark.parametrize(("old", "new"), STRICTER)
def test_other_words_and_stricter_rules_are_taken(tmp_path: Path, old: str, new: str) -> None:
    path = changed(tmp_path, old, new)
    found, sentence = load_rules(path)
    assert sentence == ""
    assert found == read_rules(tomllib.loads(path.read_text(encoding="utf-8")))
    assert found != rules() or old.startswith("groups_out")


@pytest.mark.parametrize("spoil", ["changed", "gone"])
def test_without_its_own_copy_the_program_begins_no_session(tmp_path: Path, spoil: str) -> None:
    folder = tmp_path / "checked"
    shutil.copytree(FOLDER, folder)
    if spoil == "gone":
        (folder / "safety.toml").unlink()
        (folder / "emergency.toml").unlink()
    else:
        for name in ("safety.toml", "emergency.toml"):
            with (folder / name).open("a", encoding="utf-8") as file:
                file.write("\n")
    found, sentence = load_rules(folder=folder)
    assert found is None
    assert sentence.endswith("No session can begin without the safety rules.")
    assert "install acutimer anew" in sentence
    numbers, words = load_numbers(folder=folder)
    assert number_for(numbers, "US").number == "112"
    assert words.endswith("112 is shown for every country.")


# --- emergency numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('number = "999"', 'number = "998"', "has no number, or another, for GB"),
        ('"AX", "MQ"', '"AX"', "has no number, or another, for MQ"),
        ('number = "112"', 'number = ""', "number must be a text"),
        ('sources = ["EU112", "LPN"]', "sources = []", "a number needs a source"),
    ],
)
def test_numbers_that_went_or_changed_are_refused(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    text = resource_path("emergency.toml").read_text(encoding="utf-8")
    path = tmp_path / "emergency.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    numbers, sentence = load_numbers(path)
    assert numbers == load_numbers()[0]
    assert says in sentence
    assert sentence.endswith("The emergency numbers acutimer came with hold instead.")


def test_a_number_more_is_taken(tmp_path: Path) -> None:
    text = resource_path("emergency.toml").read_text(encoding="utf-8")
    path = tmp_path / "emergency.toml"
    path.write_text(text.replace('["NO"]', '["NO", "SJ"]'), encoding="utf-8")
    numbers, sentence = load_numbers(path)
    assert sentence == ""
    assert number_for(numbers, "SJ").number == "113"


# --- anything at all ------------------------------------------------------------------------------

TODAY, NOW = date(2026, 3, 2), datetime(2026, 3, 2, 12, tzinfo=UTC)


def spoilt(table: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The table with one to three things dropped, emptied, swapped or said otherwise."""
    found = copy.deepcopy(table)
    for _ in range(chance.randint(1, 3)):
        chance.choice(SPOIL)(found, chance)
    return found


def drop_row(table: dict[str, Any], chance: random.Random) -> None:
    rows = table[chance.choice([key for key, value in table.items() if isinstance(value, list)])]
    if rows:
        rows.pop(chance.randrange(len(rows)))


def change_value(table: dict[str, Any], chance: random.Random) -> None:
    """Another value that the same key has elsewhere, the opposite, or a shorter list."""
    lists = [value for value in table.values() if isinstance(value, list) and value]
    row = chance.choice(chance.choice(lists))
    if not row:
        return
    key = chance.choice(list(row))
    others = [one[key] for rows in lists for one in rows if key in one]
    value = row[key]
    if isinstance(value, bool):
        row[key] = not value
    elif isinstance(value, list) and value and chance.random() < 0.7:
        row[key] = value[:-1] if chance.random() < 0.5 else value[1:]
    else:
        row[key] = copy.deepcopy(chance.choice(others))


def drop_key(table: dict[str, Any], chance: random.Random) -> None:
    rows = [row for value in table.values() if isinstance(value, list) for row in value if row]
    row = chance.choice(rows)
    del row[chance.choice(list(row))]


def change_number(table: dict[str, Any], chance: random.Random) -> None:
    key = chance.choice(["pain_rise_opens_stop_page", "signs_version"])
    table[key] = max(1, table[key] + chance.choice([-1, 1, 2]))


SPOIL: list[Callable[[dict[str, Any], random.Random], None]] = [
    drop_row, change_value, change_value, change_value, drop_key, change_number,
]  # fmt: skip
WHERE = ((), (("nape", Side.LEFT),), (("back_of_head", Side.BOTH),), (("leg", Side.RIGHT),))


def any_profile(chance: random.Random) -> Profile:
    answers: dict[str, Given] = {}
    for question in rules().questions:
        answer = chance.choice([Answer.NO, Answer.NO, Answer.NO, Answer.YES, Answer.NOT_SURE])
        days_ago = chance.choice([0, 0, 3, 20, 40, 200])
        cleared = TODAY if chance.random() < 0.6 else None
        where = chance.choice(WHERE) if question.asks_where else ()
        on = date.fromordinal(TODAY.toordinal() - days_ago)
        answers[question.id] = Given(answer, on, where, cleared)
    return Profile(answers, confirmed_on=TODAY)


def assert_as_strict(found: Rules, profile: Profile) -> None:
    """Nothing may be led by the rules found that the shipped ones keep out."""
    ours = judge(rules(), profile, whole_atlas(), NOW)
    theirs = judge(found, profile, whole_atlas(), NOW)
    assert ours.answers_allow or not theirs.answers_allow
    assert set(ours.out) <= set(theirs.out)
    assert theirs.light_only >= ours.light_only
    for one in routines().values():
        kept = allow(one, theirs).routine
        for step in kept.steps if kept else ():
            assert not ours.why_not(step)


@settings(deadline=None, max_examples=examples(120))
@given(st.integers(0, 2**32))
def test_whatever_is_dropped_or_softened_never_allows_more(seed: int) -> None:
    chance = random.Random(seed)
    table = spoilt(content("safety.toml"), chance)
    try:
        found = read_rules(table)
    except ContentError:
        return
    if weakness(found, rules(), sources_of(rules())):
        return
    for _ in range(3):
        assert_as_strict(found, any_profile(chance))


def test_most_of_what_is_spoilt_is_found() -> None:
    """Of two hundred spoilt tables; those taken differ in words or are stricter."""
    taken = refused = 0
    for seed in range(200):
        table = spoilt(content("safety.toml"), random.Random(seed))
        try:
            why = weakness(read_rules(table), rules(), sources_of(rules()))
            refused, taken = refused + bool(why), taken + (not why)
        except ContentError:
            refused += 1
    assert refused > 120
    assert taken > 10
