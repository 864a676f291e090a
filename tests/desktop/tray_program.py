"""A program with nothing but a tray icon, for tests: prints what was chosen, obeys its stdin.

Lines it takes: "idle", "session" and "paused", to show that; it ends when its stdin does.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QMenu

from acutimer.ui.window.tray import Tray


def say(*words: object) -> None:
    print(*words, flush=True)


def tell_rows(menu: QMenu) -> None:
    """Where each row of an open menu is on the screen."""
    if not menu.isVisible():
        QTimer.singleShot(10, lambda: tell_rows(menu))
        return
    for action in menu.actions():
        if action.isVisible() and not action.isSeparator():
            place = menu.mapToGlobal(menu.actionGeometry(action).center())
            text = action.text().replace("\t", "|")
            say("row", action.objectName(), place.x(), place.y(), action.isEnabled(), text)
    say("menu open")


def obey(tray: Tray, application: QApplication) -> None:
    match sys.stdin.readline().strip():
        case "":
            tray.leave()
            application.quit()
        case "idle":
            tray.show_idle()
        case "session":
            tray.show_session("GB21, left · 0:38 left", 0.4, paused=False)
        case "paused":
            tray.show_session("GB21, left · paused", 0.4, paused=True)
    say("obeyed")


def main() -> None:
    application = QApplication(["acutimer"])
    application.setQuitOnLastWindowClosed(False)
    tray = Tray([("desk-pause", "Desk pause", "4:00"), ("neck", "Neck & shoulders", "11:00")])
    tray.available_changed.connect(lambda found: say("available", found))
    tray.asked.connect(lambda command: say("asked", command))
    tray.clicked.connect(lambda: say("clicked"))
    tray.quick_chosen.connect(lambda routine_id: say("quick_chosen", routine_id))
    for menu in (tray.menu, *tray.menu.findChildren(QMenu)):
        menu.aboutToShow.connect(lambda menu=menu: tell_rows(menu))
    commands = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    commands.activated.connect(lambda: obey(tray, application))
    tray.appear()
    say("started")
    application.exec()


main()
