"""What may be said with a number: when it was, what it is of, and words to find it by.

Must never change what is asked by itself: now, at this moment, unless the person says otherwise.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime, QTimeZone
from PySide6.QtWidgets import QCheckBox, QDateTimeEdit, QLineEdit, QWidget

from acutimer.core.journal import Moment
from acutimer.core.said import MOST_TAG, MOST_TAGS, tags_of
from acutimer.ui.kit.calm_wheel import CalmWheel
from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.pieces import column, holding, label, row
from acutimer.ui.kit.text_edges import keep_off_edges
from acutimer.ui.kit.wording import PAIN_NOW

PAIN_TODAY, PAIN_ON = "Pain today", "Pain on {day}"
#: What a number can be of, in the order offered.
MOMENT_WORDS = {
    Moment.NOW: "This moment",
    Moment.EVENING_WORST: "The day, at its worst",
    Moment.EVENING_AVERAGE: "The day, on average",
    Moment.BEFORE: "Before pressing",
    Moment.AFTER: "After pressing",
    Moment.FOLLOW_UP: "Half an hour after pressing",
}


class _When(CalmWheel, QDateTimeEdit):
    """Day and time in one field."""


class Details(QWidget):
    """The kind of the number, and tags; ``time`` stands apart, for it is not the number's alone."""

    def __init__(self) -> None:
        super().__init__()
        self.another = QCheckBox("Another time")
        self.at = _When()
        self.at.setAccessibleName("When it was")
        # a clock without summer time: every time that is typed is one, judged by the app
        self.at.setTimeZone(QTimeZone(QTimeZone.Initialization.UTC))
        form, locale = QLocale.FormatType.ShortFormat, QLocale()
        keep_off_edges(self.at)
        self.at.setDisplayFormat(f"{locale.dateFormat(form)}  {locale.timeFormat(form)}")
        self.at.hide()
        self.another.toggled.connect(self.at.setVisible)
        self.time = holding(row(self.another, self.at, None, spacing=10, margins=(4, 0, 4, 0)))
        self.kind = Choice("What the number is of")
        for moment, words in MOMENT_WORDS.items():
            self.kind.addItem(words, moment.value)
        self.tags = QLineEdit()
        self.tags.setPlaceholderText("Tags, with commas between")
        self.tags.setAccessibleName("Tags, with commas between")
        self.tags.setMaxLength(MOST_TAGS * (MOST_TAG + 2))
        self.setLayout(
            column(
                row(label("The number is of", "body", "secondary"), self.kind, None, spacing=10),
                self.tags,
                spacing=8,
                margins=(4, 0, 4, 0),
            )
        )

    @property
    def moment(self) -> Moment:
        """What the number is of."""
        return Moment(str(self.kind.currentData()))

    @property
    def wall(self) -> datetime | None:
        """Another time by the clock on the wall, without offset; None is now."""
        if not self.another.isChecked():
            return None
        day, clock = self.at.date(), self.at.time()
        whole = day.year(), day.month(), day.day(), clock.hour(), clock.minute()
        return datetime(*whole)  # noqa: DTZ001 (the app says what offset the wall had then)

    @property
    def heading(self) -> str:
        """What the number is asked of: this moment, earlier today, or another day by its name."""
        if not self.another.isChecked():
            return PAIN_NOW
        if self.at.date() == self.at.maximumDate():
            return PAIN_TODAY
        return PAIN_ON.format(day=QLocale().toString(self.at.date(), QLocale.FormatType.LongFormat))

    @property
    def said_tags(self) -> tuple[str, ...]:
        """The tags typed; raises TagError."""
        return tags_of(self.tags.text())

    @property
    def is_said(self) -> bool:
        """Whether the person said anything here."""
        return bool(self.another.isChecked() or self.tags.text().strip())

    def choose_day(self, day: date) -> None:
        """Another day than today, at noon until one says when."""
        self.another.setChecked(True)
        self.at.setDateTime(
            QDateTime(
                QDate(day.year, day.month, day.day),
                QTime(12, 0),
                QTimeZone(QTimeZone.Initialization.UTC),
            )
        )

    def begin(self, now: datetime, moment: Moment) -> None:
        """Nothing said; ``now`` is by the clock on the wall."""
        wall = QDateTime(
            QDate(now.year, now.month, now.day),
            QTime(now.hour, now.minute),
            QTimeZone(QTimeZone.Initialization.UTC),
        )
        self.at.setMaximumDateTime(wall)
        self.at.setDateTime(wall)
        self.another.setChecked(False)
        self.kind.setCurrentIndex(self.kind.findData(moment.value))
        self.tags.clear()
