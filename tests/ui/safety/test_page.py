"""The safety questions with the real table: nothing preset, effects at once, kept when told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from acutimer.core.points import Atlas, Side
from acutimer.core.safety import Answer, Given, Profile, judge
from acutimer.core.safety_table import Rules
from acutimer.core.stopping import NOT_NAMED
from acutimer.ui.body_map.markers import MarkerState
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.kit.widths import RAIL_PX
from acutimer.ui.safety.page import SafetyPage
from acutimer.ui.safety.steps import step_after, steps_of
from acutimer.ui.safety.words import ChangeKind
from tests.ui.pages_stage import NOON, SIZES, TODAY, ago, all_no, cut, settle, shown, tabbed
from tests.ui.pages_stage import text_size as text_size
from tests.ui.session.stage import size_text, the_atlas, the_rules

#: In the order in which they are asked.
IDS = [question.id for step in steps_of(the_rules().questions) for question in step.questions]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return the_rules()


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return the_atlas()


@pytest.fixture
def page(qtbot: QtBot, rules: Rules, atlas: Atlas) -> SafetyPage:
    made = SafetyPage(rules, atlas, load_theme("light"))
    shown(qtbot, made)
    ask(made, Profile())
    return made


def ask(page: SafetyPage, profile: Profile) -> None:
    page.show_profile(profile, judge(the_rules(), profile, the_atlas(), NOON), NOON)
    settle(page)


def say(page: SafetyPage, answer: Answer, *ids: str) -> None:
    for key in ids:
        page.rows[key].answers[answer].click()


def send(page: SafetyPage) -> None:
    """Done, from whatever screen one is on."""
    (page.finish if page.finish.isVisible() else page.go_on).click()


def screen_of(page: SafetyPage, key: str) -> None:
    page.show_step(page.screens.step_of(key))
    settle(page)


def press_keys(page: SafetyPage, keys: str) -> None:
    """Keys by their signs, sent to whatever has the keyboard."""
    for key in keys:
        focused = page.window().focusWidget() or page
        QTest.keyClick(focused, key)


def texts(page: SafetyPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_the_back_of_the_head_can_be_marked_and_no_mat_is_left(page: SafetyPage) -> None:
    say(page, Answer.NO, *IDS)
    say(page, Answer.YES, "skin")
    page.rows["skin"].where.toggles["back_of_head", Side.RIGHT].click()
    settle(page)
    assert page.rows["skin"].where.places == (("back_of_head", Side.RIGHT),)
    assert page.preview is not None
    assert page.preview.answers_allow
    steps = next(one for one in page.panel.changes if one.kind is ChangeKind.STEPS)
    assert any("mat" in ground.text for ground in steps.grounds)
    assert "Some steps are left out." in page.panel.accessibleDescription()


def test_what_always_holds_names_whose_rule_it_is(page: SafetyPage) -> None:
    assert "Gach" not in texts(page), "folded until it is asked for"
    page.panel.sources.click()
    settle(page)
    assert "One practitioner: Gach, acupressure.com, practice guidelines" in texts(page)
    assert "Evidence: Gach" not in texts(page)
    page.panel.sources.click()
    assert "Gach" not in texts(page)


def test_who_answered_before_the_double_question_was_parted_is_asked_one_thing(
    page: SafetyPage, rules: Rules
) -> None:
    kept = all_no(rules)
    twelve = {key: one for key, one in kept.given.items() if key != "long-term"}
    ask(page, replace(kept, given=twelve))
    assert page.open_questions == ("long-term",)
    row = page.rows["long-term"]
    assert row.isVisible(), "the screen that asks it is shown"
    assert page.go_on.text() == "Done"
    assert "chronic illness" in texts(page)
    assert row.answers[Answer.NO].accessibleDescription() == row.question.explains
    say(page, Answer.NO, "long-term")
    assert page.go_on.isEnabled()


def test_every_question_of_the_table_is_asked_on_one_of_four_short_screens(
    page: SafetyPage, rules: Rules
) -> None:
    assert [(step.title, len(step.questions)) for step in page.screens.steps] == [
        ("Today", 3), ("You", 3), ("Neck and vessels", 3), ("Your health", 4),
    ]  # fmt: skip
    assert sorted(page.rows) == sorted(question.id for question in rules.questions)
    seen: list[str] = []
    for index in range(4):
        page.show_step(index)
        settle(page)
        here = [key for key, row in page.rows.items() if row.isVisible()]
        tops = [page.rows[key].mapTo(page, QPoint()).y() for key in here]
        assert tops == sorted(tops)
        seen += here
    assert seen == IDS
    for key, made in page.rows.items():
        assert made.ask.text() == made.question.ask
        assert [radio.text() for radio in made.answers.values()] == ["Yes", "No", "Not sure"]
        assert made.answer is None, key


def test_a_question_that_no_screen_names_is_asked_on_the_last(rules: Rules) -> None:
    new = replace(rules.questions[0], id="of-another-table")
    steps = steps_of((new, *rules.questions))
    assert steps[-1].questions[-1] is new
    asked = [question.id for step in steps for question in step.questions]
    assert sorted(asked) == sorted(["of-another-table", *IDS])
    (only,) = steps_of((new,))
    assert only.questions == (new,)


def test_after_a_screen_comes_the_next_of_the_round_then_what_is_open() -> None:
    assert step_after(0, (0, 1, 2, 3), (0, 3, 3, 4)) == 1
    assert step_after(1, (1, 3), (0, 0, 0, 1)) == 3
    assert step_after(3, (0, 1, 2, 3), (0, 2, 0, 0)) == 1
    assert step_after(3, (0, 1, 2, 3), (0, 0, 0, 2)) is None
    assert step_after(2, (), (0, 0, 0, 0)) is None


def test_the_keys_alone_answer_all_four_screens(page: SafetyPage, qtbot: QtBot) -> None:
    ask(page, Profile())
    for index, keys in enumerate(("NNN", "NYN", "N?N")):
        assert page.screens.here == index
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
        assert page.screens.here == index, "Enter waits for every answer"
        press_keys(page, keys)
        assert page.go_on.hasFocus()
        QTest.keyClick(page.go_on, Qt.Key.Key_Return)
    press_keys(page, "NNNN")
    given = {key: made.answer for key, made in page.rows.items()}
    expected = dict.fromkeys(IDS, Answer.NO) | {
        "bleeding": Answer.YES, "vessel": Answer.NOT_SURE,
    }  # fmt: skip
    assert given == expected
    with qtbot.waitSignal(page.answers_given):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)


def test_no_answer_is_there_before_it_is_given_and_enter_gives_none(page: SafetyPage) -> None:
    for _ in range(6):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    assert page.screens.here == 0
    assert page.open_questions == tuple(IDS)


def test_up_and_down_move_and_answer_nothing(page: SafetyPage) -> None:
    key_of = Qt.Key
    for key, where in (
        (key_of.Key_Down, "injury"), (key_of.Key_Down, "skin"), (key_of.Key_Up, "injury"),
        (key_of.Key_Up, "fever"), (key_of.Key_Up, "fever"),
    ):  # fmt: skip
        QTest.keyClick(page.window().focusWidget(), key)
        assert page.screens.current is page.rows[where]
        assert page.rows[where].property("current") is True
    assert page.open_questions == tuple(IDS)
    press_keys(page, "?")
    assert page.rows["fever"].answer is Answer.NOT_SURE
    assert page.screens.current is page.rows["injury"]


def test_a_key_held_down_answers_one_question(page: SafetyPage) -> None:
    focused = page.window().focusWidget()
    assert focused is not None
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "n", autorep=True
    )
    press_keys(page, "n")
    QApplication.sendEvent(page.window().focusWidget(), held)
    assert page.open_questions == tuple(IDS[1:])


def test_a_yes_that_asks_more_keeps_the_keyboard_until_that_is_answered(
    page: SafetyPage,
) -> None:
    press_keys(page, "NY")
    assert page.screens.current is page.rows["injury"], "danger signs come first"
    page.rows["injury"].danger.no.click()
    page.rows["injury"].take_keyboard()
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Down)
    press_keys(page, "N")
    assert page.go_on.hasFocus()


def test_every_answer_is_a_radio_button_that_tab_reaches_once_a_question(
    page: SafetyPage,
) -> None:
    for index in range(4):
        page.show_step(index)
        settle(page)
        here = page.screens.here_rows()
        stops = [one for one in tabbed(page) if isinstance(one, QRadioButton)]
        assert stops == [made.answers[Answer.YES] for made in here]
        for made in here:
            made.answers[Answer.NO].click()
        after = [one for one in tabbed(page) if isinstance(one, QRadioButton)]
        assert after == [made.answers[Answer.NO] for made in here]
        assert {page.go_on, page.back} <= set(tabbed(page))


def test_left_and_right_choose_within_a_question(page: SafetyPage) -> None:
    answers = page.rows["fever"].answers
    answers[Answer.YES].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(answers[Answer.YES], Qt.Key.Key_Right)
    assert answers[Answer.NO].hasFocus()
    assert page.rows["fever"].answer is Answer.NO
    QTest.keyClick(answers[Answer.NO], Qt.Key.Key_Left)
    assert page.rows["fever"].answer is Answer.YES
    QTest.keyClick(answers[Answer.YES], Qt.Key.Key_Left)
    assert page.rows["fever"].answer is Answer.NOT_SURE
    assert page.screens.current is page.rows["fever"]


def test_each_screen_waits_for_its_questions_and_the_last_for_all(page: SafetyPage) -> None:
    for step in page.screens.steps:
        for left, question in zip(range(len(step.questions), 0, -1), step.questions, strict=True):
            assert not page.go_on.isEnabled()
            assert f"{left} left on this page." in texts(page)
            say(page, Answer.NO, question.id)
        assert page.go_on.isEnabled()
        assert "still open" not in texts(page)
        if step is not page.screens.steps[-1]:
            page.go_on.click()
    assert page.go_on.text() == "Done"


def test_the_screens_can_be_walked_in_any_order_and_done_waits_for_all(
    page: SafetyPage, qtbot: QtBot
) -> None:
    names = [one.accessibleName() for one in page.screens.bar.buttons]
    assert names[1] == "Step 2 of 4, You, 3 still open"
    page.screens.bar.buttons[3].click()
    say(page, Answer.NO, *IDS[9:])
    assert page.screens.bar.buttons[3].accessibleName().endswith("all answered")
    assert page.go_on.text() == "Next: today"
    with qtbot.assertNotEmitted(page.answers_given):
        page.go_on.click()
    assert page.screens.here == 0
    assert not page.finish.isVisible()
    say(page, Answer.NO, *IDS)
    assert page.finish.isVisible()
    with qtbot.waitSignal(page.answers_given):
        page.finish.click()


def test_the_last_button_says_what_begins_then(page: SafetyPage) -> None:
    verdict = judge(the_rules(), Profile(), the_atlas(), NOON)
    page.show_profile(Profile(), verdict, NOON, "Desk pause")
    assert "After step 4: the danger signs, then Desk pause." in texts(page)
    page.show_step(3)
    say(page, Answer.NO, *IDS)
    assert page.go_on.text() == "Begin Desk pause"
    assert "Next: the danger signs, then Desk pause." in texts(page)
    say(page, Answer.YES, "minor")
    assert page.go_on.text() == "Done", "with these answers none begins"
    assert "Desk pause" not in texts(page)
    say(page, Answer.NO, "minor")
    page.show_profile(Profile(), verdict, NOON, "A routine with a name that never seems to end")
    assert page.go_on.text() == "Begin A routine with a name that…"


def test_the_reason_is_a_sentence_after_yes_or_not_sure_and_its_source_is_folded(
    page: SafetyPage, atlas: Atlas
) -> None:
    for key, made in page.rows.items():
        screen_of(page, key)
        assert not made.reason.isVisible()
        say(page, Answer.NO, key)
        assert not made.reason.isVisible()
        for answer in (Answer.YES, Answer.NOT_SURE):
            say(page, answer, key)
            settle(page)
            assert made.reason.isVisible()
            assert made.question.reasons[0].text in texts(page)
            assert not made.reason.folded.isVisible()
    made = page.rows["pregnant"]
    screen_of(page, "pregnant")
    made.reason.source.click()
    settle(page)
    seen = "\n".join(one.text() for one in made.findChildren(QLabel) if one.isVisible())
    for reason in made.question.reasons:
        assert reason.text in seen
    assert "PMC4680134" in seen
    assert made.reason.source.accessibleName().startswith("Source: Pregnant")


def test_answers_carry_their_day_and_nothing_that_the_app_sets(
    page: SafetyPage, qtbot: QtBot
) -> None:
    say(page, Answer.NO, *IDS)
    with qtbot.waitSignal(page.answers_given) as told:
        send(page)
    (given,) = told.args
    assert isinstance(given, Profile)
    assert dict(given.given) == {key: Given(Answer.NO, TODAY) for key in IDS}


@pytest.mark.parametrize("key", IDS)
@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_SURE])
def test_the_preview_is_what_the_rules_say(
    page: SafetyPage, rules: Rules, atlas: Atlas, key: str, answer: Answer
) -> None:
    say(page, Answer.NO, *IDS)
    say(page, answer, key)
    given = dict(all_no(rules).given) | {key: Given(answer, TODAY)}
    expected = judge(rules, Profile(given, TODAY), atlas, NOON)
    assert page.preview == expected
    assert dict(page.preview.out) == dict(expected.out)
    marked = {
        (look.code, Side(look.side))
        for look in page.panel.body._looks
        if look.state is MarkerState.OFF
    }
    assert marked == set(expected.out)


def test_pregnancy_is_shown_at_once_with_reasons_sources_and_standing(page: SafetyPage) -> None:
    say(page, Answer.YES, "pregnant")
    kinds = [change.kind for change in page.panel.changes]
    assert kinds[:2] == [ChangeKind.WAITS, ChangeKind.OFF]
    seen = texts(page)
    assert "3 points are switched off" in seen
    assert "The article advises no pressing at all in pregnancy." in seen
    off = page.panel.changes[1]
    assert {(ground.about, ground.whose.split(":")[0]) for ground in off.grounds} == {
        ("Beside the spine (BL11)", "The article"),
        ("Top of the shoulder (GB21) and Hand, thumb web (LI4)", "Tradition"),
        ("", "Evidence"),
    }
    assert any("PMC4680134" in ground.whose for ground in off.grounds)


def test_the_clearance_appears_only_when_it_matters_and_is_dated(
    page: SafetyPage, qtbot: QtBot
) -> None:
    tick = page.rows["pregnant"].clearance
    screen_of(page, "pregnant")
    assert not tick.isVisible()
    say(page, Answer.NO, *IDS)
    assert not tick.isVisible()
    say(page, Answer.YES, "pregnant")
    assert tick.isVisible()
    assert page.preview.awaits_clearance
    tick.box.click()
    assert not page.preview.awaits_clearance
    assert page.preview.answers_allow
    assert page.preview.is_out("GB21", Side.BOTH)
    with qtbot.waitSignal(page.answers_given) as told:
        send(page)
    assert told.args[0].given["pregnant"].cleared_on == TODAY


def test_the_words_beside_the_tick_can_be_clicked(page: SafetyPage) -> None:
    screen_of(page, "bleeding")
    say(page, Answer.NOT_SURE, "bleeding")
    settle(page)
    tick = page.rows["bleeding"].clearance
    QTest.mouseClick(tick._words, Qt.MouseButton.LeftButton)
    assert tick.box.isChecked()


def test_a_question_without_a_clearance_never_shows_one(page: SafetyPage) -> None:
    say(page, Answer.YES, "carotid", "vessel", "minor", "fever")
    for key in ("carotid", "vessel", "minor", "fever"):
        assert page.rows[key].clearance.isHidden()
    assert [question.id for question in page.preview.barred_by] == ["carotid", "vessel", "minor"]
    assert "No session with these answers" in texts(page)
    assert "Press lightly only" in texts(page)


def test_the_skin_question_asks_where(page: SafetyPage, rules: Rules, qtbot: QtBot) -> None:
    where = page.rows["skin"].where
    assert not where.isVisible()
    say(page, Answer.NO, *IDS)
    say(page, Answer.YES, "skin")
    assert where.isVisible()
    assert len({code for code, _ in page.preview.out}) == 7
    where.toggles["nape", Side.LEFT].click()
    assert set(page.preview.out) == {("GB20", Side.LEFT), ("BL10", Side.LEFT)}
    assert "Skull edge (GB20) left and Nape (BL10) left" in texts(page)
    where.toggles["hand", Side.LEFT].click()
    where.toggles["hand", Side.RIGHT].click()
    with qtbot.waitSignal(page.answers_given) as told:
        send(page)
    given = told.args[0].given["skin"]
    assert given.where == (("nape", Side.LEFT), ("hand", Side.BOTH))
    assert page.panel.body.view_id() == "nape"


def test_the_picture_turns_to_what_is_off(page: SafetyPage) -> None:
    say(page, Answer.YES, "skin")
    page.rows["skin"].where.toggles["hand", Side.RIGHT].click()
    assert page.panel.body.view_id() == "hand_right"


def test_the_picture_names_what_is_off_where_the_names_have_room(page: SafetyPage) -> None:
    body = page.panel.body
    page.resize(1200, 764)
    say(page, Answer.YES, "skin")
    assert page.preview is not None
    assert len({code for code, _ in page.preview.out}) == 7
    assert not body._pills
    page.rows["skin"].where.toggles["nape", Side.LEFT].click()
    assert body._pills
    page.resize(820, 564)
    QApplication.processEvents()
    assert not body._pills


def test_danger_signs_come_first_after_an_injury(
    page: SafetyPage, rules: Rules, qtbot: QtBot
) -> None:
    danger = page.rows["injury"].danger
    say(page, Answer.NO, *IDS)
    assert not danger.isVisible()
    say(page, Answer.NOT_SURE, "injury")
    assert danger.isVisible()
    seen = texts(page)
    for sign in rules.danger_signs:
        assert (sign.ask in seen) == (sign.tier == "A"), sign.id
    assert page.open_questions == ("injury",)
    assert not page.go_on.isEnabled()
    assert not page.finish.isVisible()
    danger.no.click()
    assert page.finish.isVisible()
    for named in ("A4", NOT_NAMED):
        with qtbot.waitSignal(page.danger_sign_noted) as told:
            danger.signs.buttons[named].click()
        assert told.args == [named]


def test_arrows_cannot_say_yes_to_a_danger_sign(page: SafetyPage, qtbot: QtBot) -> None:
    say(page, Answer.YES, "injury")
    danger = page.rows["injury"].danger
    with qtbot.assertNotEmitted(page.danger_sign_noted):
        danger.no.setFocus(Qt.FocusReason.TabFocusReason)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Up):
            QTest.keyClick(page.window().focusWidget(), key)


def test_what_is_due_again_must_be_given_afresh(
    page: SafetyPage, rules: Rules, qtbot: QtBot
) -> None:
    given = dict(all_no(rules, ago(40)).given)
    given["pregnant"] = Given(Answer.YES, ago(40), (), ago(40))
    given["cancer"] = Given(Answer.YES, ago(40), (), ago(20))
    ask(page, Profile(given, ago(40)))
    due = {key for key, made in page.rows.items() if not made._again.isHidden()}
    assert due == {"pregnant", "injury"}
    assert {key for key, made in page.rows.items() if made.answer is None} == due
    assert page.rows["cancer"].clearance.box.isChecked()
    assert page.screens.here == 0
    assert "Some questions come again" in texts(page)
    say(page, Answer.YES, "pregnant")
    assert not page.rows["pregnant"].clearance.box.isChecked()
    say(page, Answer.NO, "injury")
    assert page.go_on.text() == "Next: you"
    page.go_on.click()
    assert page.go_on.text() == "Done", "the other screens have nothing to ask"
    screen_of(page, "cancer")
    assert "Ticked on 14 May 2025" in texts(page)
    with qtbot.waitSignal(page.answers_given) as told:
        send(page)
    kept = told.args[0].given
    assert kept["pregnant"] == Given(Answer.YES, TODAY)
    assert kept["injury"] == Given(Answer.NO, TODAY)
    assert kept["cancer"] == given["cancer"]
    assert kept["fever"].on == ago(40)


def test_after_the_stop_page_everything_is_asked_tomorrow_and_nothing_today(
    page: SafetyPage, rules: Rules
) -> None:
    stopped = replace(all_no(rules, ago(3)), stopped_at=NOON)
    ask(page, stopped)
    assert page.open_questions == ()
    assert "Pressing stays off until tomorrow" in texts(page)
    assert not page.preview.answers_allow
    ask(page, replace(stopped, stopped_at=NOON - timedelta(days=1)))
    assert set(page.open_questions) == set(IDS)


def test_later_any_answer_can_be_changed_and_saved(
    page: SafetyPage, rules: Rules, atlas: Atlas, qtbot: QtBot
) -> None:
    before = all_no(rules, ago(5))
    ask(page, before)
    assert "Your safety answers" in texts(page)
    assert (page.go_on.text(), page.finish.text()) == ("Next: you", "Done")
    say(page, Answer.YES, "fever")
    say(page, Answer.NO, "fever")
    with qtbot.assertNotEmitted(page.answers_given), qtbot.waitSignal(page.left):
        page.finish.click()
    say(page, Answer.YES, "fever")
    with qtbot.waitSignal(page.answers_given) as told:
        page.finish.click()
    assert not page.finish.isVisible(), "they are on their way"
    kept = replace(told.args[0], confirmed_on=TODAY)
    assert kept.given["fever"] == Given(Answer.YES, TODAY)
    assert kept.given["chest"].on == ago(5)
    page.show_saved(judge(rules, kept, atlas, NOON))
    assert "Saved." in texts(page)
    assert page.rows["fever"].answer is Answer.YES
    with qtbot.assertNotEmitted(page.answers_given), qtbot.waitSignal(page.left):
        page.finish.click()


def test_it_opens_where_an_answer_keeps_sessions_away(page: SafetyPage, rules: Rules) -> None:
    given = dict(all_no(rules).given) | {"vessel": Given(Answer.YES, TODAY)}
    ask(page, Profile(given, TODAY))
    assert page.rows["vessel"].isVisible()
    assert page.go_on.text() == "Next: your health"


def test_what_could_not_be_saved_stays_and_can_be_tried_again(
    page: SafetyPage, qtbot: QtBot
) -> None:
    say(page, Answer.NO, *IDS)
    send(page)
    page.show_not_saved("Not saved: the disk is full. Your answers stay here.")
    assert "the disk is full" in texts(page)
    assert page.rows["minor"].answer is Answer.NO
    with qtbot.waitSignal(page.answers_given):
        send(page)


def test_the_same_profile_told_again_keeps_the_answers_in_hand(
    page: SafetyPage, rules: Rules
) -> None:
    say(page, Answer.YES, "fever")
    ask(page, Profile())
    assert page.rows["fever"].answer is Answer.YES
    ask(page, all_no(rules))
    assert page.rows["fever"].answer is Answer.NO
    say(page, Answer.YES, "fever")
    page.hide()
    page.show()
    ask(page, all_no(rules))
    assert page.rows["fever"].answer is Answer.NO


def test_back_leaves(page: SafetyPage, qtbot: QtBot) -> None:
    page.show_step(2)
    with qtbot.assertNotEmitted(page.left):
        page.back.click()
        page.back.click()
    assert page.screens.here == 0
    with qtbot.waitSignal(page.left):
        page.back.click()


def test_names_say_the_question_and_the_answer(page: SafetyPage, rules: Rules) -> None:
    say(page, Answer.YES, "skin", "pregnant", "injury")
    names = [radio.accessibleName() for radio in page.findChildren(QRadioButton)]
    assert len(set(names)) == 3 * len(rules.questions)
    assert all(name.rsplit(": ", 1)[1] in ("Yes", "No", "Not sure") for name in names)
    toggles = page.rows["skin"].where.toggles
    assert toggles["nape", Side.LEFT].accessibleName().endswith("Nape, left")
    assert page.rows["pregnant"].clearance.box.accessibleName().startswith("I asked a midwife")
    assert page.panel.accessibleDescription().startswith("No session")


def test_the_picture_beside_takes_neither_click_nor_key(page: SafetyPage) -> None:
    assert not page.panel.body.isEnabled()
    assert not any(page.panel.body.isAncestorOf(one) for one in tabbed(page))


@pytest.mark.parametrize("theme_name", ["light", "dim"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(
    qtbot: QtBot, rules: Rules, atlas: Atlas, size: tuple[int, int], theme_name: str
) -> None:
    page = SafetyPage(rules, atlas, load_theme(theme_name))
    shown(qtbot, page, size, theme_name)
    ask(page, Profile())
    assert cut(page) == []
    say(page, Answer.YES, *IDS)
    for index in range(4):
        page.show_step(index)
        page.screens.here_rows()[0].reason.source.click()
        settle(page)
        assert cut(page) == []
    screen_of(page, "carotid")
    row = page.rows["carotid"]
    above = row.answers[Answer.YES].mapTo(row, QPoint(0, 0)).y()
    below = above >= row.ask.geometry().bottom()
    assert below == (size[0] < 1280)
    assert page.screens.side.isVisible() == (size[0] > 640)
    assert page.screens.foot.strip.isVisible() == (size[0] == 640)
    assert page.panel.isVisible()


def test_large_text_reflows_and_is_not_cut(
    qtbot: QtBot, qapp: QApplication, rules: Rules, atlas: Atlas
) -> None:
    size_text(qapp, 21)
    page = SafetyPage(rules, atlas, load_theme("light"))
    shown(qtbot, page, (1280, 764))
    ask(page, Profile())
    say(page, Answer.YES, *IDS)
    settle(page)
    assert not page.screens.side.isVisible()
    assert cut(page) == []


def test_every_screen_is_named_beside_the_panel_at_900(page: SafetyPage) -> None:
    """A short name leaves its room to a long one, whichever is in sight."""
    page.resize(900 - RAIL_PX, 600)
    settle(page)
    for here in range(len(page.screens.steps)):
        page.show_step(here)
        settle(page)
        for one in page.screens.bar.buttons:
            assert one.toolTip() == "", "it is named"
            assert one.width() >= one.sizeHint().width() > 30


def test_the_title_is_true_of_every_screen(page: SafetyPage) -> None:
    """Three of the four do not ask about today."""
    for here in range(len(page.screens.steps)):
        page.show_step(here)
        assert "Is any of this true for you?" in texts(page)
        assert "today" not in page.screens.spoken().partition(". ")[2]
