"""Puts acutimer where desktops look for programs, and takes it away again.

The desktop entry, the bus's way to start us, the icons and the AppStream metainfo are made from
resources/desktop, resources/icons and core.commands; a package can call ``install`` for its own
tree just as a person does for theirs.
Must never import Qt, and never touch a file of another name than ours.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from acutimer import APP_ID, __version__
from acutimer.core.commands import launches_in_order
from acutimer.places import resource_path

#: The sizes desktops ask for; packaging/icons.py draws them.
PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
#: Where the files of a release are, by its tag; a branch would change under a published text.
_PICTURES = "https://raw.githubusercontent.com/acutimer/acutimer"
_DESKTOP_DATABASE_S = 20
_EMPTY_CACHE = b"[MIME Cache]\n"
#: What the quotes of an Exec line do not keep from the shell-like reader.
_ESCAPED_IN_QUOTES = '"`$\\'


class LauncherError(Exception):
    """One sentence that says what could not be put or taken away, and why."""


def install(share: Path, command: str) -> list[Path]:
    """Write everything below ``share`` (XDG_DATA_HOME); return the files, all of them ours.

    ``command`` is the absolute path of the program. Raises LauncherError; files already written
    then stay until the next install or uninstall.
    """
    written: list[Path] = []
    for name, content in _contents(command).items():
        path = share / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except OSError as error:
            raise LauncherError(
                f"{path} could not be written ({error.strerror}); "
                "make its folder writable, then install again."
            ) from None
        written.append(path)
    _tell_desktop(share)
    return written


def uninstall(share: Path) -> list[Path]:
    """Take away what ``install`` put below ``share``; return the files that were there.

    Folders are removed once they are empty, never ``share`` itself. Raises LauncherError.
    """
    removed: list[Path] = []
    for name in _names():
        path = share / name
        try:
            path.unlink()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise LauncherError(
                f"{path} could not be removed ({error.strerror}); "
                "make its folder writable, then uninstall again."
            ) from None
        removed.append(path)
    if removed:
        _tell_desktop(share)
        _remove_empty_cache(share / "applications")
        for path in removed:
            _remove_empty_folders(path.parent, share)
    return removed


def desktop_entry(command: str) -> str:
    """The launcher's text for the program at ``command``, an absolute path."""
    check_command(command)
    return (
        _template("entry.desktop.in")
        .replace("@ACTIONS@", _actions())
        .replace("@EXEC@", exec_words(command))
        .replace("@TRY_EXEC@", _string(command))
    )


def bus_service(command: str) -> str:
    """How the bus starts the program at ``command``, an absolute path, for a launcher's call."""
    check_command(command)
    # read as a desktop entry's string, then as a shell would
    return _template("service.in").replace("@EXEC@", _string(shlex.quote(command)))


def own_command() -> str:
    """The absolute path of the command that was called."""
    called = Path(sys.argv[0])
    beside = Path(sys.executable).with_name("acutimer")
    found = beside if beside.exists() else Path(shutil.which("acutimer") or called)
    return str(found.absolute())


def _actions() -> str:
    """The line that names the actions, and the group of each."""
    launches = launches_in_order()
    lines = ["Actions=" + "".join(f"{launch.action};" for launch in launches)]
    for launch in launches:
        lines += ["", f"[Desktop Action {launch.action}]", f"Name={launch.name}"]
        lines.append(f"Exec=@EXEC@ {launch.words}")
    return "\n".join(lines)


def metainfo() -> str:
    """What software centres show, as AppStream XML; its pictures are those of this release."""
    return _template("metainfo.xml.in").replace(
        "@PICTURES@", f"{_PICTURES}/v{__version__}/docs/store"
    )


def _contents(command: str) -> dict[str, bytes]:
    icons = resource_path("icons")
    sources = {
        "entry": lambda: desktop_entry(command).encode(),
        "service": lambda: bus_service(command).encode(),
        "metainfo": lambda: metainfo().encode(),
    }
    try:
        return {
            name: sources[source]() if source in sources else (icons / source).read_bytes()
            for name, source in _names().items()
        }
    except OSError as error:
        raise LauncherError(
            f"{error.filename} could not be read ({error.strerror}); install acutimer again."
        ) from None


def _names() -> dict[str, str]:
    """Each file below the share folder, and what it is made from."""
    hicolor = "icons/hicolor"
    return {
        **{
            f"{hicolor}/{size}x{size}/apps/{APP_ID}.png": f"{APP_ID}-{size}.png"
            for size in PNG_SIZES
        },
        f"{hicolor}/scalable/apps/{APP_ID}.svg": f"{APP_ID}.svg",
        f"{hicolor}/symbolic/apps/{APP_ID}-symbolic.svg": f"{APP_ID}-symbolic.svg",
        f"metainfo/{APP_ID}.metainfo.xml": "metainfo",
        f"dbus-1/services/{APP_ID}.service": "service",
        # Last: a launcher appears when all it names is there.
        f"applications/{APP_ID}.desktop": "entry",
    }


def _template(name: str) -> str:
    text = resource_path(f"desktop/{name}").read_text(encoding="utf-8")
    return text.replace("@APP_ID@", APP_ID)


# --- the Desktop Entry Specification's quoting ---------------------------------------------------


def check_command(command: str) -> None:
    """Refuse what no desktop entry can name."""
    if not Path(command).is_absolute():
        raise LauncherError(
            f"The launcher needs the program's full path, and {command!r} is not one; "
            "start acutimer by its full path and install again."
        )
    if not command.isprintable():
        raise LauncherError(
            f"A launcher cannot start a program at {command!r}, because of a sign in its path; "
            "move it to a folder without control signs, then install again."
        )


def exec_words(command: str) -> str:
    """The beginning of an Exec line: the program, to which actions add their words."""
    if "%" in command or "=" in command:
        # A program's own name may hold no =, and GLib takes %% in it for two signs; in the words
        # that follow both are well.
        return " ".join(map(exec_word, ("/bin/sh", "-c", 'exec "$0" "$@"', command)))
    return exec_word(command)


def exec_word(word: str) -> str:
    """One word of an Exec line: quoted, and no % taken for a field."""
    quoted = "".join(f"\\{sign}" if sign in _ESCAPED_IN_QUOTES else sign for sign in word)
    return _string(f'"{quoted}"'.replace("%", "%%"))


def _string(text: str) -> str:
    """A value of the type string, in which a backslash stands for itself only when doubled."""
    return text.replace("\\", "\\\\")


# --- files --------------------------------------------------------------------------------------


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a desktop may be reading the old one."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.chmod(0o644)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise


def _tell_desktop(share: Path) -> None:
    """Have caches made again; a desktop without these tools looks by itself, so no errors."""
    with suppress(OSError):
        # Icon caches are trusted only while they are younger than this folder.
        os.utime(share / "icons" / "hicolor")
    _tell_bus()
    tool = shutil.which("update-desktop-database")
    if tool is not None and (share / "applications").is_dir():
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(
                [tool, "-q", str(share / "applications")],
                check=False,
                capture_output=True,
                timeout=_DESKTOP_DATABASE_S,
            )


def _tell_bus() -> None:
    """Have the bus read its services again; one that watched no such folder would miss ours."""
    tool = shutil.which("dbus-send")
    if tool is not None:
        bus = "org.freedesktop.DBus"
        call = (f"--dest={bus}", "--print-reply", "/org/freedesktop/DBus", f"{bus}.ReloadConfig")
        with suppress(OSError, subprocess.SubprocessError):
            subprocess.run(
                [tool, "--session", "--reply-timeout=2000", *call],
                check=False,
                capture_output=True,
                timeout=_DESKTOP_DATABASE_S,
            )


def _remove_empty_cache(applications: Path) -> None:
    """Take back the cache that update-desktop-database left, when it speaks of nothing."""
    cache = applications / "mimeinfo.cache"
    with suppress(OSError):
        alone = [path.name for path in applications.iterdir()] == [cache.name]
        if alone and cache.read_bytes() == _EMPTY_CACHE:
            cache.unlink()


def _remove_empty_folders(folder: Path, top: Path) -> None:
    while folder != top:
        try:
            folder.rmdir()
        except OSError:
            return  # not empty, or not ours to remove
        folder = folder.parent
