"""A point's code never stands alone: its everyday name stands before it, wherever one looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QListWidget, QWidget

from acutimer.core.points import Side
from acutimer.core.safety import Answer
from tests.core.shipped import whole_atlas
from tests.journeys.conftest import Journey

Start = Callable[..., Journey]
PLAIN = {point.code: point.plain for point in whole_atlas().points}
CODE = re.compile(rf"\b(?:{'|'.join(PLAIN)})\b")


def said_by(widget: QWidget) -> Iterator[str]:
    """Everything a person can see or hear of a widget."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QListWidget):
        yield from (widget.item(at).text() for at in range(widget.count()))


def bare(day: Journey) -> list[str]:
    """The texts of the window with a code before which its name does not stand."""
    day.settle()
    widgets = day.app.window.findChildren(QWidget)
    return [
        f"{where(widget)}: {text}"
        for widget in widgets
        for text in said_by(widget)
        for code in CODE.finditer(re.sub(r"https?://\S+", "", text))
        if not named(widget, text, code)
    ]


def where(widget: QWidget) -> str:
    """Where it is: the kinds of what holds it, the nearest first."""
    kinds: list[str] = []
    holder: QWidget | None = widget
    while holder is not None and len(kinds) < 5:
        kinds.append(type(holder).__name__)
        holder = holder.parentWidget()
    return " in ".join(kinds)


def named(widget: QWidget, text: str, code: re.Match[str]) -> bool:
    name = PLAIN[code.group()].casefold()
    if name in text[: code.start()].casefold():
        return True
    # small and grey, right behind or below the name, which stands in a piece of its own
    row = holder.parentWidget() if (holder := widget.parentWidget()) is not None else None
    beside = row.findChildren(QWidget) if code.start() == 0 and row is not None else []
    return any(said.casefold().startswith(name) for one in beside for said in said_by(one))


def test_no_page_shows_a_code_alone(journey: Start) -> None:
    day = journey()
    app = day.app
    app.choices.choose(app.choices.now._replace(extra_points=True))
    for code in PLAIN:
        app.press.chooser.choose_point(code, app.content.atlas[code].sides[0])
        day.settle()
        assert bare(day) == []
    app.card.open()
    assert bare(day) == []
    for chapter in ("about", "sources", "technique", "questions"):
        app.handbook.open(chapter)
        assert bare(day) == []
    for page in ("history", "settings"):
        app.show_page(page)
        assert bare(day) == []


def test_no_answer_shows_a_code_alone(journey: Start) -> None:
    day = journey()
    day.app.choices.choose(day.app.choices.now._replace(extra_points=True))
    day.app.show_page("safety")
    page = day.app.window.built("safety")
    for row in page.rows.values():  # type: ignore[union-attr]
        for answer in (Answer.YES, Answer.NO):
            row.answers[answer].click()
            assert bare(day) == []


def test_no_session_and_no_editor_shows_a_code_alone(journey: Start) -> None:
    day = journey()
    day.app.editing.write_new()
    day.settle()
    editor = day.app.editing.page.built
    assert editor is not None
    for code in ("GB20", "LI4", "TE17"):
        editor.column.point_asked.emit(code)
        assert bare(day) == []
    day.app.press.chooser.choose_point("GB21", Side.LEFT)
    day.app.press.chooser.ask_start()
    day.let_pass(70)
    assert bare(day) == []
