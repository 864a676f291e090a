"""A sound server of its own with one output that nobody hears, and an ear on it.

    with null_sink() as sink:
        with sink.recording() as recorded:
            subprocess.run(play, env=sink.environment)
        onsets(recorded.samples(), level=4000)

Nothing of the caller's sound server is touched. Needs pulseaudio and pulseaudio-utils
(packaging/lock/apt-dev.txt).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

RATE_HZ = 48_000
_PATIENCE_S = 20.0
_TOOLS = ("pulseaudio", "pactl", "parec")


class SoundServerError(AssertionError):
    """The sound server is missing or did not come up."""


class Recording:
    """What the output played, written to a file while it lasts."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def frames(self) -> int:
        """How many samples of each channel so far."""
        return self._path.stat().st_size // 4

    def samples(self) -> array[int]:
        """The left channel so far."""
        return self.both()[0::2]

    def both(self) -> array[int]:
        """Both channels so far, interleaved."""
        raw = self._path.read_bytes()
        return array("h", raw[: len(raw) // 4 * 4])

    def wait_for_sound(self, level: int = 500) -> None:
        """Wait until something is heard."""
        wait_until(lambda: any(abs(one) >= level for one in self.samples()), "sound")


class NullSink:
    """A running server; ``environment`` leads a program to it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        self.environment = environment
        self._recordings = 0
        self._server: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start the server and wait until it answers."""
        self._server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no"),
                *("--exit-idle-time=-1", "--realtime=no", "--high-priority=no"),
                f"--log-target=file:{self._folder / 'log'}",
                "-L",
                f"module-native-protocol-unix socket={self._folder}/socket auth-anonymous=1",
                *("-L", _sink("null")),
            ],
            env=self.environment,
        )
        wait_until(lambda: _answers(self.environment), "pulseaudio")

    def end(self) -> None:
        """End the server whatever it does."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            # a killed server leaves its socket, and the next one must not find it
            (self._folder / "socket").unlink(missing_ok=True)

    def plug(self, name: str = "null") -> None:
        """Bring one more output, as when a headset is plugged in."""
        self.ask("load-module", *_sink(name).split())

    def unplug(self, name: str = "null") -> None:
        """Take an output away."""
        listed = self.ask("list", "short", "modules")
        number = next(
            line.split()[0] for line in listed.splitlines() if f"sink_name={name} " in line
        )
        self.ask("unload-module", number)

    def ask(self, *words: str) -> str:
        """What pactl says to these words."""
        return subprocess.run(
            ["pactl", *words], env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    @contextmanager
    def recording(self, name: str = "null") -> Iterator[Recording]:
        """Listen as long as the block lasts."""
        self._recordings += 1
        path = self._folder / f"heard{self._recordings}.raw"
        with path.open("wb") as file:
            ear = subprocess.Popen(
                [
                    *("parec", "-d", f"{name}.monitor", "--raw", "--format=s16le"),
                    *("--latency-msec=50", f"--rate={RATE_HZ}", "--channels=2"),
                ],
                stdout=file,
                env=self.environment,
            )
            try:
                wait_until(lambda: path.stat().st_size > 0, "parec")
                yield Recording(path)
            finally:
                ear.terminate()
                ear.wait()


@contextmanager
def null_sink() -> Iterator[NullSink]:
    """Bring up the server; raises SoundServerError with a sentence when it cannot."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        raise SoundServerError(
            f"{', '.join(missing)} not found. Install pulseaudio and pulseaudio-utils"
            " (packaging/dev test does)."
        )
    with tempfile.TemporaryDirectory(prefix="acutimer-sound-") as name:
        folder = Path(name)
        environment = _environment(folder)
        sink = NullSink(folder, environment)
        try:
            sink.begin()
            yield sink
        finally:
            sink.end()


def _sink(name: str) -> str:
    """A null sink that begins at once, as a card does; without norewinds it takes two seconds."""
    return f"module-null-sink sink_name={name} rate={RATE_HZ} channels=2 norewinds=1"


def _environment(folder: Path) -> dict[str, str]:
    environment = {key: value for key, value in os.environ.items() if "PULSE" not in key}
    for name in ("home", "run"):
        (folder / name).mkdir(mode=0o700)
    for key in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        environment[key] = str(folder / "home" / key.lower())
    environment["HOME"] = str(folder / "home")
    environment["XDG_RUNTIME_DIR"] = str(folder / "run")
    environment["PULSE_SERVER"] = f"unix:{folder}/socket"
    environment["PULSE_COOKIE"] = str(folder / "cookie")
    return environment


def _answers(environment: dict[str, str]) -> bool:
    asked = subprocess.run(["pactl", "info"], env=environment, capture_output=True, check=False)
    return asked.returncode == 0


def wait_until(until: Callable[[], bool], what: str = "it") -> None:
    """Ask until it is so; raises SoundServerError when it takes too long."""
    patience_ends = time.monotonic() + _PATIENCE_S
    while not until():
        if time.monotonic() > patience_ends:
            raise SoundServerError(f"{what} did not come up within {_PATIENCE_S:.0f} s.")
        time.sleep(0.05)


def onsets(samples: array[int], level: int, apart_ms: int = 100) -> list[int]:
    """The samples at which the sound first rises to ``level`` after ``apart_ms`` below it."""
    found: list[int] = []
    silent_from = -apart_ms * RATE_HZ // 1000
    step = RATE_HZ // 1000
    for begins in range(0, len(samples), step):
        block = samples[begins : begins + step]
        if max(block) < level and -min(block) < level:
            continue
        for at, sample in enumerate(block, begins):
            if abs(sample) >= level:
                if at - silent_from >= apart_ms * step:
                    found.append(at)
                silent_from = at
    return found
