"""Our icons: line drawings on a 24 px grid, tinted with a colour of the theme.

Own drawings, 1.75 px round strokes. Must never read a file or follow the desktop's icon theme.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

#: Children of an <svg> with viewBox 0 0 24 24; "currentColor" is the tint.
ICONS: dict[str, str] = {
    "press": '<path d="M12 3v6"/><path d="M9.5 6.5 12 9l2.5-2.5"/><circle cx="12" cy="15" r="2.2"/>'
    '<path d="M6.2 18.5a7 7 0 0 1 0-7"/><path d="M17.8 18.5a7 7 0 0 0 0-7"/>',
    "history": '<path d="M4 19.5h16"/><path d="M4 5v14.5"/><circle cx="8" cy="9" r="1.3"/>'
    '<circle cx="12" cy="12.5" r="1.3"/><circle cx="16" cy="11" r="1.3"/>'
    '<circle cx="19.5" cy="15" r="1.3"/>',
    "safety": '<path d="M12 3.5 19 6v5.5c0 4.3-2.9 7.4-7 9-4.1-1.6-7-4.7-7-9V6z"/>'
    '<path d="m9 12 2.2 2.2L15.2 10"/>',
    "settings": '<path d="M5 7h8M17 7h2M5 17h2M11 17h8"/><circle cx="15" cy="7" r="2"/>'
    '<circle cx="9" cy="17" r="2"/>',
    "play": '<path d="M8 5.5v13l10.5-6.5z" fill="currentColor"/>',
    "pause": '<path d="M8.5 5.5v13M15.5 5.5v13" stroke-width="3"/>',
    "skip": '<path d="m6 6 8 6-8 6z" fill="currentColor"/><path d="M18 6v12"/>',
    "back": '<path d="m18 6-8 6 8 6z" fill="currentColor"/><path d="M6 6v12"/>',
    "repeat": '<path d="M5 12a7 7 0 0 1 12-5l2 2M19 5v4h-4M19 12a7 7 0 0 1-12 5l-2-2M5 19v-4h4"/>',
    "swap": '<path d="M4 9h15l-4-4M20 15H5l4 4"/>',
    "tick": '<path d="m5 12.500 4.500 4.500L19 7.500"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "chevron": '<path d="m9 6 6 6-6 6"/>',
    "chevron_left": '<path d="m15 6-6 6 6 6"/>',
    "chevron_down": '<path d="m6 9 6 6 6-6"/>',
    "warning": '<path d="M12 4 21 19.5H3z"/><path d="M12 10v4.5M12 17v.1"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 8v.1"/>',
    "stop": '<path d="M8.2 3.5h7.6l4.7 4.7v7.6l-4.7 4.7H8.2l-4.7-4.7V8.2z"/>'
    '<path d="M12 8v5M12 16v.1"/>',
    "phone": '<path d="M6 4h3l1.500 4.500L8.500 10a12 12 0 0 0 5.500 5.500l1.500-2 4.500 1.500v3'
    'c0 1-1 2-2 2C10.500 19.500 4.500 13.500 4 6c0-1 1-2 2-2z"/>',
    "eye_closed": '<path d="M3 12s3.3-6 9-6 9 6 9 6"/>'
    '<path d="M3.5 14.5 5 13m4 3.5.5-2m5 2-.5-2m6.5 0L19 13"/>',
    "bell": '<path d="M6 16.5v-5.500a6 6 0 0 1 12 0v5.500l1.500 1.500h-15z"/>'
    '<path d="M10 20.500h4"/>',
    "speaker": '<path d="M4 10v4h3.5L12 18V6L7.5 10z"/>'
    '<path d="M15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
    "speaker_off": '<path d="M4 10v4h3.5L12 18V6L7.5 10z"/><path d="m16 9.5 5 5M21 9.5l-5 5"/>',
    "voice": '<rect x="9" y="3.5" width="6" height="11" rx="3"/>'
    '<path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>',
    "metronome": '<path d="M9 4h6l3 16H6z"/><path d="m12 15 5-9"/>',
    "breath": '<path d="M4 9.500h9.500a2.500 2.500 0 1 0-2.400-3.200"/>'
    '<path d="M4 13.500h13.500a2.500 2.500 0 1 1-2.400 3.200M4 17.500h6.500"/>',
    "pin": '<path d="M9 4h6l-1 6 3 3v1.500H7V13l3-3zM12 14.500V20"/>',
    "shrink": '<path d="M19 11h-6V5M13 11l6-6M5 13h6v6M11 13l-6 6"/>',
    "clock": '<circle cx="12" cy="12" r="8.500"/><path d="M12 7.500V12l3 2"/>',
    "pencil": '<path d="M5 19h3.5L19 8.5 15.5 5 5 15.5z"/>',
    "grip": '<path d="M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1" stroke-width="2.6"/>',
    "copy": '<rect x="8" y="8" width="11" height="12" rx="2"/><path d="M16 8V5H5v12h3"/>',
    "bin": '<path d="M5 7h14M9 7V4.500h6V7M7 7l1 13h8l1-13"/>',
    "table": '<rect x="4" y="5" width="16" height="14" rx="1.5"/>'
    '<path d="M4 10h16M4 14.5h16M10 5v14"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="14.5" rx="2"/>'
    '<path d="M4 10h16M8.500 3.500v4M15.500 3.500v4"/>',
    "share": '<path d="M12 15V4M8 8l4-4 4 4M5 14v5h14v-5"/>',
    "search": '<circle cx="11" cy="11" r="6"/><path d="m16 16 4 4"/>',
    "expand": '<path d="M13 5h6v6M19 5l-7 7M11 19H5v-6M5 19l7-7"/>',
    "hand": '<path d="M8 12V6.5a1.5 1.5 0 0 1 3 0V11m0-5.5a1.5 1.5 0 0 1 3 0V11m0-4'
    "a1.5 1.5 0 0 1 3 0v7.5c0 3.5-2 6-5.3 6-2.600 0-4-1.200-5.200-3.400L4.600 13.500"
    'c-.6-1.200 1-2.300 2-1.200L8 14"/>',
}

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" color="{tint}" fill="none" '
    'stroke="{tint}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">{drawing}'
    "</svg>"
)
#: Screens at 100 and at 200 %; Qt scales between.
_RATIOS = (1, 2)


@lru_cache(maxsize=256)
def icon_pixmap(name: str, colour: str, size: int = 22, ratio: int = 1) -> QPixmap:
    """One icon as a pixmap, ``size`` logical pixels square; an unknown name is a KeyError."""
    from PySide6.QtSvg import QSvgRenderer

    svg = _SVG.format(tint=colour, drawing=ICONS[name].replace("currentColor", colour))
    drawn = QPixmap(size * ratio, size * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def icon(name: str, colour: QColor, size: int = 22, checked: QColor | None = None) -> QIcon:
    """The icon called ``name``, tinted; ``checked`` is its tint while its button is down."""
    pictures = QIcon()
    for ratio in _RATIOS:
        pictures.addPixmap(icon_pixmap(name, colour.name(), size, ratio))
        if checked is not None:
            pictures.addPixmap(
                icon_pixmap(name, checked.name(), size, ratio), QIcon.Mode.Normal, QIcon.State.On
            )
    return pictures
