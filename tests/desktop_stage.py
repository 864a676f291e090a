"""A private desktop for tests: X server, session bus, window manager, tray and sound server.

    with desktop_stage(tray=True) as stage:
        program = stage.start([sys.executable, "-m", "acutimer"])
        window = stage.window("Acutimer")
        stage.click(window, 100, 50)
        stage.screenshot(tmp_path / "seen.png")

Nothing of the caller's desktop or home is touched: HOME and XDG_* point into a folder of its own,
which is gone afterwards, as is every program started on the stage. Each stage has its own display
number, so parallel workers do not meet. Needs the packages of packaging/lock/apt-dev.txt.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from acutimer.desktop.surroundings import xembed_tray

_PATIENCE_S = 20.0
_POLL_S = 0.02
_FAREWELL_S = 5.0
T = TypeVar("T")


class StageError(AssertionError):
    """The stage, or what was expected to be seen on it, did not come in time."""


class Stage:
    """A running desktop; made by ``desktop_stage``."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self._started: list[subprocess.Popen[str]] = []
        self._logs: dict[subprocess.Popen[str], Path] = {}
        #: the session bus, for who wants to see it die
        self.bus: subprocess.Popen[str]

    @property
    def home(self) -> Path:
        """The HOME of everything on the stage."""
        return self.folder / "home"

    # --- programs ----------------------------------------------------------------------------

    def start(
        self,
        command: Sequence[str | Path],
        environment: Mapping[str, str] | None = None,
        **options: object,
    ) -> subprocess.Popen[str]:
        """Start a program on the stage; its output goes to a log in ``folder`` unless told."""
        path = None
        with ExitStack() as files:
            if "stdout" not in options:
                path = self.folder / f"{len(self._logs)}-{Path(command[0]).name}.log"
                log = files.enter_context(path.open("w"))
                options = {"stdout": log, "stderr": subprocess.STDOUT, **options}
            started: subprocess.Popen[str] = subprocess.Popen(  # type: ignore[call-overload]
                [str(word) for word in command],
                env={**self.environment, **(environment or {})},
                text=True,
                **{"stdin": subprocess.DEVNULL, **options},
            )
        self._started.append(started)
        if path is not None:
            self._logs[started] = path
        return started

    def run(self, command: Sequence[str | Path], within_s: float = _PATIENCE_S) -> str:
        """Run a program to its end and return what it printed; StageError when it fails."""
        ended = subprocess.run(
            [str(word) for word in command],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=within_s,
            check=False,
        )
        if ended.returncode:
            raise StageError(f"{command} gave {ended.returncode}: {ended.stdout}{ended.stderr}")
        return ended.stdout

    def end(self, started: subprocess.Popen[str]) -> int:
        """End one program, politely first; return its exit status."""
        if started.poll() is None:
            started.terminate()
            try:
                started.wait(_FAREWELL_S)
            except subprocess.TimeoutExpired:
                started.kill()
        for pipe in (started.stdin, started.stdout, started.stderr):
            if pipe is not None:
                pipe.close()
        return started.wait()

    def end_all(self) -> None:
        """End everything that was started, the last first."""
        while self._started:
            self.end(self._started.pop())

    # --- looking and doing -------------------------------------------------------------------

    def wait_until(
        self, condition: Callable[[], T], what: str = "", within_s: float = _PATIENCE_S
    ) -> T:
        """The first true value of ``condition``, asked again and again; StageError after that."""
        deadline = time.monotonic() + within_s
        while True:
            with suppress(StageError):
                value = condition()
                if value:
                    return value
            if time.monotonic() > deadline:
                name = what or getattr(condition, "__name__", "it")
                raise StageError(f"Waited {within_s:g} s in vain for {name}.\n{self.logs()}")
            time.sleep(_POLL_S)

    def logs(self) -> str:
        """What the programs on the stage have said."""
        texts = (
            (path.name, path.read_text(errors="replace")) for path in self.folder.glob("*.log")
        )
        return "\n".join(f"--- {name}\n{text}" for name, text in texts if text)

    def xdotool(self, *words: str | int) -> str:
        """Run xdotool, as in xdotool("key", "space"); return what it printed."""
        return self.run(["xdotool", *map(str, words)])

    def windows(self, title: str, kind: str = "--name") -> list[int]:
        """The ids of the visible windows whose title (or --class) matches a regular expression."""
        try:
            return [
                int(line) for line in self.xdotool("search", "--onlyvisible", kind, title).split()
            ]
        except StageError:
            return []

    def window(self, title: str, kind: str = "--name") -> int:
        """The id of the first visible window of that title, waited for."""
        return self.wait_until(lambda: self.windows(title, kind), f"a window {title!r}")[0]

    def geometry(self, window: int) -> tuple[int, int, int, int]:
        """Left, top, width and height of a window on the screen."""
        lines = self.xdotool("getwindowgeometry", "--shell", window).splitlines()
        values = dict(line.split("=", 1) for line in lines)
        return tuple(int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))  # type: ignore[return-value]

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Press and let go a mouse button at a place of the screen."""
        self.xdotool("mousemove", x, y, "click", button)

    def output(self, started: subprocess.Popen[str]) -> str:
        """What a program of ours has printed so far, when it went to a log."""
        return self._logs[started].read_text(errors="replace")

    def screenshot(self, path: Path) -> Path:
        """Save the whole screen as a PNG; reads the X server's own memory, so needs no program."""
        from PySide6.QtGui import QImage

        content = (self.folder / "Xvfb_screen0").read_bytes()
        # An XWD file: a header of big-endian words, a table of colours (12 bytes each), pixels.
        header = struct.unpack(">25I", content[:100])
        length, width, height, row_bytes, colours = (header[n] for n in (0, 4, 5, 12, 19))
        pixels = content[length + 12 * colours :]
        image = QImage(pixels, width, height, row_bytes, QImage.Format.Format_RGB32)
        if not image.save(str(path), "PNG"):
            raise StageError(f"{path} could not be written.")
        return path


@contextmanager
def desktop_stage(
    *,
    tray: bool = True,
    windows: bool = True,
    sound: bool = False,
    size: tuple[int, int] = (1280, 800),
) -> Iterator[Stage]:
    """Bring up a desktop: Xvfb and a session bus always, trayer, openbox and sound as told.

    The sound server has one silent output called "null"; record it with ``parec -d null.monitor``.
    """
    with ExitStack() as undo:
        # Short, because sockets live in it; pytest's own folders are too deep.
        folder = Path(tempfile.mkdtemp(prefix="stage-"))
        undo.callback(shutil.rmtree, folder, ignore_errors=True)
        stage = Stage(folder, _environment(folder))
        undo.callback(stage.end_all)
        _raise_display(stage, size)
        _raise_bus(stage)
        if windows:
            raise_windows(stage)
        if sound:
            _raise_sound(stage)
        if tray:
            raise_tray(stage)
        yield stage


def raise_windows(stage: Stage) -> subprocess.Popen[str]:
    """Start the window manager."""
    started = stage.start(["openbox", "--sm-disable"])
    stage.wait_until(
        lambda: "0x" in stage.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]), "openbox"
    )
    return started


def raise_tray(stage: Stage) -> subprocess.Popen[str]:
    """Start the tray, at the lower right; ending it again is a tray that vanishes."""
    words = "--edge bottom --align right --widthtype request --height 32 --SetDockType true"
    started = stage.start(["trayer", *words.split()])
    # Its window shows only once there is an icon; owning the selection is being the tray.
    stage.wait_until(lambda: xembed_tray(stage.environment["DISPLAY"]), "trayer")
    return started


def _environment(folder: Path) -> dict[str, str]:
    """The caller's environment without its desktop."""
    theirs = ("XDG_", "DBUS_", "SPEECHD_", "PULSE_", "QT_", "GDK_", "GTK_", "WAYLAND_", "DESKTOP_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
    home, run = folder / "home", folder / "run"
    run.mkdir(mode=0o700)
    places = {
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_DATA_HOME": home / ".local/share",
        "XDG_CACHE_HOME": home / ".cache",
        "XDG_STATE_HOME": home / ".local/state",
    }
    for place in places.values():
        place.mkdir(parents=True)
    return {
        **environment,
        **{name: str(place) for name, place in places.items()},
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(run),
        # nobody listens there unless a test sees to it
        "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={run}/system_bus",
        "QT_QPA_PLATFORM": "xcb",
        "GDK_BACKEND": "x11",
        "NO_AT_BRIDGE": "1",
    }


def _raise_display(stage: Stage, size: tuple[int, int]) -> None:
    """Start Xvfb on a display of its own choice."""
    reading, writing = os.pipe()
    screen = f"{size[0]}x{size[1]}x24"
    server = stage.start(
        f"Xvfb -displayfd {writing} -screen 0 {screen} -nolisten tcp -noreset "
        f"-fbdir {stage.folder} +extension COMPOSITE".split(),
        pass_fds=(writing,),
    )
    os.close(writing)
    number = _first_line(stage, reading, server)
    stage.environment["DISPLAY"] = f":{number}"


def _raise_bus(stage: Stage) -> None:
    """Start a session bus in the stage's own runtime folder."""
    reading, writing = os.pipe()
    address = f"unix:path={stage.folder}/run/bus"
    stage.bus = stage.start(
        f"dbus-daemon --session --nofork --nosyslog --address={address} "
        f"--print-address={writing}".split(),
        pass_fds=(writing,),
    )
    os.close(writing)
    stage.environment["DBUS_SESSION_BUS_ADDRESS"] = _first_line(stage, reading, stage.bus)


def _raise_sound(stage: Stage) -> None:
    """Start PulseAudio with one output that nobody hears."""
    server = f"{stage.folder}/run/pulse.sock"
    stage.environment["PULSE_SERVER"] = f"unix:{server}"
    stage.environment["PULSE_COOKIE"] = str(stage.folder / "cookie")
    options = "--daemonize=no --use-pid-file=no --exit-idle-time=-1 --realtime=no"
    modules = (
        f"module-native-protocol-unix socket={server} auth-anonymous=1",
        "module-null-sink sink_name=null rate=48000 channels=2",
    )
    loads = [word for module in modules for word in ("-L", module)]
    stage.start(["pulseaudio", "-n", *options.split(), "--high-priority=no", *loads])
    stage.wait_until(lambda: stage.run(["pactl", "info"]), "pulseaudio")


def _first_line(stage: Stage, reading: int, server: subprocess.Popen[str]) -> str:
    """What a server writes to a pipe once it is ready; the pipe is closed afterwards."""
    said = b""

    def ready() -> bool:
        nonlocal said
        if server.poll() is not None:
            raise StageError(f"{server.args} ended with {server.returncode}.")
        with suppress(BlockingIOError):
            said += os.read(reading, 200)
        return said.endswith(b"\n")

    os.set_blocking(reading, False)
    try:
        stage.wait_until(ready, f"{server.args}")
    finally:
        os.close(reading)
    return said.decode().strip()
