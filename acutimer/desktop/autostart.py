"""Whether the desktop starts acutimer when somebody logs in: a file in its autostart folder.

The file is what counts: desktops have tools of their own that switch it off. Must never import Qt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from acutimer import APP_ID
from acutimer.desktop.launcher import check_command, exec_word, exec_words, write_whole

BACKGROUND = "--background"
_OFF = {"Hidden": "true", "X-GNOME-Autostart-enabled": "false"}


class AutostartError(Exception):
    """One sentence that says what could not be switched, and why."""


def autostart_file(environment: Mapping[str, str], home: Path) -> Path:
    """Where the desktop looks for ours."""
    named = environment.get("XDG_CONFIG_HOME", "")
    config = Path(named) if named.startswith("/") else home / ".config"
    return config / "autostart" / f"{APP_ID}.desktop"


def is_on(path: Path) -> bool:
    """Whether the desktop will start us, as far as its file says."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    told = {key.strip(): value.strip() for key, _, value in (one.partition("=") for one in lines)}
    return not any(told.get(key, "").lower() == value for key, value in _OFF.items())


def switch_on(path: Path, command: str, words: Sequence[str] = ()) -> None:
    """Have the desktop start the program at ``command``, an absolute path, with these words.

    Raises AutostartError, and LauncherError for a path that no desktop can start.
    """
    check_command(command)
    asked = " ".join([exec_words(command), *map(exec_word, words), BACKGROUND])
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Name=Acutimer",
        "Comment=Waits in the tray",
        f"Exec={asked}",
        f"Icon={APP_ID}",
        "Terminal=false",
        "StartupNotify=false",
        "X-GNOME-Autostart-enabled=true",
        "",
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, "\n".join(lines).encode())
    except OSError as fault:
        raise AutostartError(
            f"{path} could not be written ({fault.strerror}), so the desktop will not start "
            "acutimer. Make its folder writable, then switch it on again."
        ) from None


def switch_off(path: Path) -> None:
    """Have the desktop start us no more; raises AutostartError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as fault:
        raise AutostartError(
            f"{path} could not be removed ({fault.strerror}), so the desktop goes on starting "
            "acutimer. Make its folder writable, then switch it off again."
        ) from None
