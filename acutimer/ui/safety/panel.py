"""What the answers change, beside the questions: the body with its struck points, and the reasons.

It is told everything. Must never take an answer.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QWidget

from acutimer.core.points import Atlas
from acutimer.core.safety import Verdict
from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.markers import MarkerState, paint_marker
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.kit.beside import Beside
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import button, column, frame, holding, label, line, row
from acutimer.ui.kit.theme import Theme
from acutimer.ui.safety.words import Change, ChangeKind, Ground, best_view, looks, summary

#: Kinds that stand in a box of their own, with the icon and the colour of its sign.
_BOXED = {
    ChangeKind.RESTS: ("caution", "clock", "onNowSoft"),
    ChangeKind.BARRED: ("warning", "stop", "onDangerSoft"),
    ChangeKind.WAITS: ("caution", "info", "onNowSoft"),
}
_SIGNS = {
    ChangeKind.STEPS: ("repeat", "text2"),
    ChangeKind.LIGHT: ("hand", "text2"),
    ChangeKind.NOTE: ("info", "text2"),
}
_SIGN = 22
#: In a narrower panel, or with more points off, their names would lie over each other.
_NAMED_PX, _NAMED_POINTS = 350, 3
_NOTHING = "What your answers switch off is shown here, with the reason."


class SafetyPanel(QWidget):
    """Title, picture, changes, and what always holds."""

    def __init__(
        self,
        atlas: Atlas,
        theme: Theme,
        pictures: Pictures | None = None,
        *,
        always: QLayout | None = None,
    ) -> None:
        """``always`` is what holds whatever is answered; it stands below the changes."""
        super().__init__()
        #: the points its picture shows
        self.points = atlas
        self._theme = theme
        self._changes: tuple[Change, ...] = ()
        self._verdict: Verdict | None = None
        self.setAccessibleName("What this changes")
        self.body = AtlasView(theme, pictures=pictures)
        # it shows and cannot be chosen from, so neither mouse nor keyboard stops here
        self.body.setEnabled(False)
        self.set_room(764)
        self._said = QWidget()
        self._has_always = always is not None
        self.sources = button("Sources", "link", name="Sources of what this changes")
        self.sources.setCheckable(True)
        self.sources.toggled.connect(lambda _: self._write())
        self._below = column(
            holding(Beside(label("What this changes", "h2", wraps=True), self.sources)),
            self.body,
            self._said,
            *([line(), always] if always is not None else []),
            None,
            spacing=12,
            margins=(24, 22, 24, 16),
        )
        self.setLayout(self._below)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is shown."""
        return self._changes

    def set_room(self, height: int) -> None:
        """Give the picture its part of a page this high, so that the first words stay in sight."""
        self.body.setFixedHeight(max(240, min(320, height * 2 // 5)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Points have their names where there is room; the words below name them in any case."""
        super().resizeEvent(event)
        self._show_names()

    def _show_names(self) -> None:
        off = {code for code, _ in self._verdict.out} if self._verdict is not None else set()
        few = len(off) <= _NAMED_POINTS
        self.body.set_pills(few and self.contentsRect().width() >= _NAMED_PX)

    def show_changes(self, changes: tuple[Change, ...], verdict: Verdict) -> None:
        """Show what the answers in hand do."""
        self._changes, self._verdict = changes, verdict
        self.setAccessibleDescription(summary(verdict))
        self.body.show_view(best_view(self.points, verdict))
        self.body.set_markers(looks(self.points, verdict))
        self._show_names()
        self._write()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.body.set_theme(theme)
        self._write()

    def _write(self) -> None:
        if self._verdict is None:
            return
        self.sources.setVisible(bool(self._changes) or self._has_always)
        self.sources.setText("Hide sources" if self.sources.isChecked() else "Sources")
        said = QWidget()
        below = column(*[self._change(change) for change in self._changes], spacing=16)
        if not self._changes:
            below.addWidget(label(summary(self._verdict), "bodyStrong", wraps=True))
            if self._verdict.ask:
                below.addWidget(label(_NOTHING, "body", "secondary", wraps=True))
        said.setLayout(below)
        self._below.replaceWidget(self._said, said)
        said.show()
        self._said.hide()
        self._said.deleteLater()
        self._said = said

    def _change(self, change: Change) -> QWidget:
        kind, icon_name, token = _BOXED.get(change.kind, ("", *_SIGNS.get(change.kind, ("", ""))))
        texts = column(label(change.title, "bodyStrong", wraps=True), spacing=6)
        for ground in change.grounds:
            texts.addLayout(_ground(ground, boxed=bool(kind), sourced=self.sources.isChecked()))
        if change.closing:
            texts.addWidget(label(change.closing, wraps=True))
        sign = QLabel()
        sign.setPixmap(self._off_sign() if not icon_name else self._drawn(icon_name, token))
        sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        across = row(sign, (texts, 1), spacing=12)
        box = frame(kind) if kind else QWidget()
        if kind:
            across.setContentsMargins(14, 12, 14, 14)
        box.setLayout(across)
        return box

    def _drawn(self, icon_name: str, token: str) -> QPixmap:
        return icon(icon_name, self._theme.colour(token), _SIGN).pixmap(QSize(_SIGN, _SIGN))

    def _off_sign(self) -> QPixmap:
        """The very marker that stands on the body."""
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(round(_SIGN * ratio), round(_SIGN * ratio))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(0, 0, _SIGN, _SIGN).center()
        paint_marker(painter, middle, MarkerState.OFF, self._theme)
        painter.end()
        return drawn


def _ground(ground: Ground, *, boxed: bool, sourced: bool) -> QLayout:
    texts = column(spacing=1)
    if ground.about:
        texts.addSpacing(2)
        texts.addWidget(label(ground.about, "small", "" if boxed else "accentWord", wraps=True))
        texts.addSpacing(3)
    texts.addWidget(label(ground.text, "body", "" if boxed else "secondary", wraps=True))
    if sourced and ground.whose:
        texts.addWidget(label(ground.whose, "caption", "" if boxed else "caption", wraps=True))
    return texts
