"""The style sheet of every kind of control, with colours named by token.

A widget says what it is by a dynamic property (``kind``, ``card``); this is where each kind gets
its look. Must never fix the height of anything that holds text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

# Kinds: QPushButton/QToolButton primary, quiet, soft, danger, segment, toolbar, session, rating,
# ratingBig, routine, rail, link, layer; QFrame segments, rail, startBar, side, note, caution,
# warning; QLabel chip, nowChip, key, caption, secondary, title; QCheckBox switch.
_SHEET = """
QWidget{color:@text}
QMainWindow,QDialog{background:@window}
QToolTip{background:@raised;color:@text;border:1px solid @lineStrong;padding:6px 8px}

QPushButton,QToolButton{min-height:42px;padding:0 18px;border:1px solid @lineStrong;
 border-radius:10px;background:@surface;color:@text;font-weight:600}
QToolButton{padding:0 10px}
QPushButton:hover,QToolButton:hover{border-color:@accent}
QPushButton:pressed,QToolButton:pressed{background:@sunken}
QPushButton:checked,QToolButton:checked{background:@accentSoft;border-color:@accent;
 color:@onAccentSoft}
QPushButton:disabled,QToolButton:disabled{color:@text3;border-color:@line;background:@window}

QPushButton[kind="primary"]{background:@primary;border-color:@primary;color:@onPrimary}
QPushButton[kind="primary"]:hover{border-color:@lineStrong}
QPushButton[kind="primary"]:disabled{background:@sunken;border-color:@line;color:@text3}
QPushButton[scale="xl"]{min-height:54px;padding:0 30px;border-radius:12px;font-size:{large}pt}
QPushButton[kind="quiet"],QToolButton[kind="quiet"]{background:transparent;
 border-color:transparent;color:@accent;padding:0 12px}
QPushButton[kind="quiet"]:hover,QToolButton[kind="quiet"]:hover{background:@accentSoft;
 color:@onAccentSoft}
QPushButton[kind="quiet"]:disabled,QToolButton[kind="quiet"]:disabled{color:@text3}
QPushButton[kind="soft"]{min-height:34px;padding:0 14px;background:@accentSoft;
 border-color:{railLine};color:@onAccentSoft}
QPushButton[kind="soft"]:hover{border-color:@accent}
QPushButton[kind="danger"]{border-color:@danger;color:@danger}
QPushButton[kind="danger"]:hover{background:@dangerSoft;color:@onDangerSoft}
QPushButton[kind="danger"]:disabled{color:@text3;border-color:@line}
QPushButton[kind="toolbar"],QToolButton[kind="toolbar"]{min-height:34px;min-width:58px;
 padding:0 14px}
QPushButton[kind="session"]{min-height:54px;min-width:46px;padding:0 12px;border-radius:12px}
QPushButton[kind="mini"]{min-height:42px;min-width:34px;padding:0 12px;border-radius:10px}
QPushButton[kind="miniRating"]{min-height:36px;min-width:24px;padding:0 2px;border-radius:8px}
QFrame[kind="miniHead"]{background:transparent;border:0;border-bottom:1px solid @line}
QPushButton[kind="miniSign"]{min-height:28px;min-width:28px;padding:0;border-color:transparent;
 background:transparent}
QPushButton[kind="miniSign"]:hover,QPushButton[kind="miniSign"]:checked{background:@accentSoft}
QPushButton[kind="link"]{min-height:22px;padding:0;border:0;background:transparent;color:@accent;
 text-align:left}
QPushButton[kind="link"][tall="true"]{min-height:36px}
QPushButton[kind="layer"],QPushButton[kind="layer"]:checked{min-height:24px;padding:0;border:0;
 background:transparent;color:@text2;font-weight:400;text-align:left}
QPushButton[kind="layer"][hides="true"]{color:@text3;text-decoration:line-through}
QPushButton[kind="layer"]:hover{color:@accent}
QPushButton[kind="sign"]{min-height:0;padding:0;font-weight:400}
QPushButton[kind="step"]{min-height:0;padding:0;border:0;background:transparent}
QFrame[kind="question"]{border:1px solid transparent;border-radius:10px}
QFrame[kind="question"][current="true"]{background:@surface;border-color:@line}
QPushButton[kind="link"]:hover{text-decoration:underline}

QFrame[kind="segments"]{background:@sunken;border:0;border-radius:10px}
QPushButton[kind="segment"]{min-height:32px;padding:0 14px;margin:3px;border:1px solid transparent;
 border-radius:8px;background:transparent;color:@text2}
QPushButton[kind="segment"][tight="true"]{padding:0 5px}
QPushButton[kind="segment"]:hover{color:@text}
QPushButton[kind="segment"]:checked{background:@raised;border-color:{segmentLine};color:@text}

QPushButton[kind="rating"]{min-height:42px;min-width:30px;padding:0 4px}
QPushButton[kind="ratingBig"]{min-height:78px;min-width:44px;padding:0 4px;border-radius:14px;
 font-size:{cell}pt}
QPushButton[kind="rating"]:checked,QPushButton[kind="miniRating"]:checked,
QPushButton[kind="ratingBig"]:checked{background:@primary;
 border:2px solid @primary;color:@onPrimary}

QFrame[kind="rail"]{background:@window;border:0;border-right:1px solid @line}
QPushButton[kind="rail"]{min-height:42px;min-width:46px;padding:10px 2px;border-color:transparent;
 background:transparent;color:@text2;font-size:{caption}pt;font-weight:500}
QPushButton[kind="rail"]:hover{background:@sunken;color:@text}
QPushButton[kind="rail"]:checked{background:@accentSoft;border-color:{railLine};
 color:@onAccentSoft}

QFrame[card="true"]{background:@surface;border:1px solid @line;border-radius:12px}
QFrame[card="true"][chosen="true"]{border:2px solid @accent}
QPushButton[kind="placeChip"]{min-height:26px;padding:0 10px;border:1px solid @markNow;
 border-radius:13px;background:@nowSoft;color:@onNowSoft}
QFrame[kind="startBar"]{background:@sunken;border:0;border-top:1px solid @line}
QFrame[kind="welcome"]{background:@surface;border:0;border-bottom:1px solid @line}
QFrame[kind="side"]{background:@surface;border:0;border-left:1px solid @line}
QFrame[kind="note"]{background:@accentSoft;border:0;border-radius:10px}
QFrame[kind="note"] QLabel{color:@onAccentSoft}
QFrame[kind="caution"]{background:@nowSoft;border:0;border-radius:10px}
QFrame[kind="caution"] QLabel{color:@onNowSoft}
QFrame[kind="warning"]{background:@dangerSoft;border:0;border-radius:10px}
QFrame[kind="warning"] QLabel{color:@onDangerSoft}
QFrame[kind="article"]{background:@surface;border:1px solid @article;border-radius:12px}
QFrame[kind="standard"]{background:@surface;border:1px solid @accent;border-radius:12px}
QFrame[kind="line"]{background:@line;border:0;max-height:1px;min-height:1px}

QPushButton[kind="routine"]{min-height:0;padding:0;text-align:left;
 border:2px solid transparent;border-radius:12px;background:transparent}
QPushButton[kind="routine"]:hover{background:@surface}
QPushButton[kind="star"]{min-height:0;padding:0;border:0;background:transparent}
QPushButton[kind="routine"]:checked,QPushButton[kind="routine"][chosen="true"]{background:@surface;
 border-color:@accent;color:@text}
QFrame[kind="routine"]{border:2px solid transparent;border-radius:12px;background:transparent}
QFrame[kind="routine"][chosen="true"]{background:@surface;border-color:@accent}

QLabel{background:transparent}
QLabel[kind="chip"]{background:@accentSoft;color:@onAccentSoft;border-radius:11px;padding:3px 10px;
 font-size:{caption}pt;font-weight:500}
QLabel[kind="nowChip"]{background:@nowSoft;color:@onNowSoft;border-radius:11px;padding:3px 10px;
 font-size:{caption}pt;font-weight:500}
QLabel[kind="disc"]{background:@markFill;color:@markRing;border-radius:{discHalf}px;
 min-width:{disc}px;min-height:{disc}px;font-weight:700}
QFrame[kind="upright"]{background:@line;border:0}
QLabel[kind="key"]{background:@raised;color:@text;border:1px solid @lineStrong;border-radius:5px;
 padding:1px 6px;font-size:{caption}pt;font-weight:500}
QLabel[kind="caption"]{color:@text3;font-size:{caption}pt}
QLabel[kind="secondary"]{color:@text2}
QLabel[kind="strong"]{font-weight:600}
QLabel[kind="articleWord"]{color:@article;font-weight:600}
QLabel[kind="accentWord"]{color:@accent;font-weight:600}
QLabel[kind="nowWord"]{color:@now;font-weight:600}
QLabel[kind="dangerWord"]{color:@danger;font-weight:600}

QTabWidget::pane{border:0;border-top:1px solid @line}
QTabBar{background:transparent}
QTabBar::tab{background:transparent;color:@text2;border:0;border-bottom:3px solid transparent;
 padding:10px 14px;font-weight:500}
QTabBar::tab:hover{color:@text}
QTabBar::tab:selected{color:@text;border-bottom-color:@accent}

QScrollArea{background:transparent;border:0}
QScrollArea>QWidget>QWidget[ground="true"]{background:transparent}
QScrollBar:vertical{background:transparent;width:12px;margin:0}
QScrollBar:horizontal{background:transparent;height:12px;margin:0}
QScrollBar::handle{background:@lineStrong;border-radius:4px;margin:2px}
QScrollBar::handle:vertical{min-height:36px}
QScrollBar::handle:horizontal{min-width:36px}
QScrollBar::handle:hover{background:@accent}
QScrollBar::add-line,QScrollBar::sub-line{width:0;height:0}
QScrollBar::add-page,QScrollBar::sub-page{background:transparent}

QMenu{background:@raised;color:@text;border:1px solid @lineStrong;padding:6px}
QMenu::item{min-height:24px;padding:6px 28px 6px 12px;border-radius:6px;background:transparent}
QMenu::item:selected{background:@accentSoft;color:@onAccentSoft}
QMenu::item:disabled{color:@text3}
QMenu::separator{height:1px;background:@line;margin:6px 4px}

QLineEdit,QPlainTextEdit,QTextEdit,QAbstractSpinBox{background:@surface;color:@text;
 border:1px solid @lineStrong;border-radius:8px;padding:6px 10px;
 selection-background-color:@primary;selection-color:@onPrimary}
QLineEdit{min-height:28px}
QLineEdit[kind="find"]{min-height:24px}
QAbstractSpinBox{min-height:28px;min-width:64px}
QAbstractSpinBox:focus{border-color:@accent}
QAbstractSpinBox::up-button,QAbstractSpinBox::down-button{width:0;border:0}
QAbstractSpinBox QLineEdit{border:0;padding:0;background:transparent}
QLineEdit:focus,QPlainTextEdit:focus,QTextEdit:focus{border-color:@accent}
QLineEdit:disabled,QPlainTextEdit:disabled{color:@text3;border-color:@line;background:@window}

QRadioButton::indicator,QCheckBox::indicator{width:20px;height:20px}
QCheckBox[kind="switch"]{min-height:34px;spacing:12px}
QCheckBox[kind="switch"][bare="true"]{spacing:0}
QCheckBox[kind="switch"]::indicator{width:44px;height:26px}
QCheckBox[kind="place"]{min-height:30px;spacing:8px}
QCheckBox:disabled,QRadioButton:disabled{color:@text3}

QComboBox{min-height:42px;padding:0 12px;border:1px solid @lineStrong;border-radius:10px;
 background:@surface;color:@text}
QComboBox:hover{border-color:@accent}
QComboBox::drop-down{border:0;width:34px}
QComboBox::down-arrow{width:0;height:0}
QComboBox QAbstractItemView{background:@raised;border:1px solid @lineStrong;border-radius:0;
 padding:4px;outline:0}
QSlider{min-height:34px}
QSlider::groove:horizontal{height:4px;border-radius:2px;background:@ringTrack}
QSlider::sub-page:horizontal{border-radius:2px;background:@accent}
QSlider::sub-page:horizontal:disabled{background:@lineStrong}
QSlider::handle:horizontal{width:14px;height:14px;margin:-8px 0;border:3px solid @surface;
 border-radius:10px;background:@accent}
QSlider::handle:horizontal:disabled{background:@lineStrong}

QPushButton[kind="nav"]{text-align:left;border-color:transparent;background:transparent;
 color:@text2;padding:0 12px}
QPushButton[kind="nav"]:hover{background:@sunken;color:@text}
QPushButton[kind="nav"]:checked{background:@accentSoft;border-color:{railLine};
 color:@onAccentSoft}
QFrame[kind="zoom"]{background:transparent;border:0}
QToolButton[kind="zoom"]{min-height:31px;min-width:31px;padding:0;border:1px solid @lineStrong;
 background:@surface;border-radius:8px}
QToolButton[kind="zoom"]:hover{background:@accentSoft;border-color:@accent}
QToolButton[kind="zoom"]:disabled{border-color:@line}
QToolButton[kind="zoom"]:pressed{background:@sunken}
QFrame[kind="popup"]{background:@raised;border:1px solid @lineStrong;border-radius:12px}
QFrame[kind="ambulance"]{background:@surface;border:2px solid @danger;border-radius:12px}

QTableView,QListView,QTreeView{background:@surface;alternate-background-color:@window;
 border:1px solid @line;border-radius:8px;gridline-color:@line;
 selection-background-color:@accentSoft;selection-color:@onAccentSoft}
QListView[kind="steps"]{background:transparent;border:0}
QPushButton[square="true"]{min-width:42px;max-width:42px;padding:0}
QHeaderView::section{background:@sunken;color:@text2;border:0;border-bottom:1px solid @line;
 padding:6px 8px;font-weight:600}
"""

_SIZES = {"caption": 0.86, "large": 1.29, "cell": 1.9}


def stylesheet(theme: Theme, body_pt: float = 10.5) -> str:
    """The style sheet for the whole application.

    ``body_pt`` is the application font's size in points; sizes in the sheet follow it.
    """
    words = {name: f"{max(9.0, factor * body_pt):.2f}" for name, factor in _SIZES.items()}
    # In high contrast a soft fill alone is too weak to say "this one".
    words["segmentLine"] = theme.colours["lineStrong" if theme.high_contrast else "line"]
    words["railLine"] = theme.colours["accent"] if theme.high_contrast else "transparent"
    # a radius over half the size would leave it square, so both come from the same number
    half = round(float(words["caption"]) * 96 / 72 * 0.83)
    words["disc"], words["discHalf"] = str(2 * half), str(half)
    filled = re.sub(r"@(\w+)", lambda match: theme.colours[match[1]], _SHEET)
    return re.sub(
        r"\{(caption|large|cell|segmentLine|railLine|disc|discHalf)\}",
        lambda m: words[m[1]],
        filled,
    )
