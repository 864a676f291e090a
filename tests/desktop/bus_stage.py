"""A bus of a test's own, services on it, and programs run beside this process's event loop."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEventLoop

SERVICES = Path(__file__).with_name("services.py")
_PATIENCE_S = 20.0


class PrivateBus:
    """A running dbus-daemon and what was started on it."""

    def __init__(self, address: str, daemon: subprocess.Popen[str]) -> None:
        self.address = address
        self.daemon = daemon
        self._started: list[subprocess.Popen[str]] = []

    @property
    def environment(self) -> dict[str, str]:
        """For programs that shall take it for the session bus and the system bus."""
        names = ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS")
        return {"PATH": "/usr/bin:/bin", **dict.fromkeys(names, self.address)}

    def start(self, *command: str | Path) -> subprocess.Popen[str]:
        """Start a program on the bus; it ends with the bus at the latest."""
        started = subprocess.Popen(
            [str(word) for word in command],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._started.append(started)
        return started

    def start_service(self, *names: str) -> subprocess.Popen[str]:
        """Start services of services.py and wait until they have their names."""
        started = self.start("/usr/bin/python3", SERVICES, *names)
        assert started.stdout is not None
        assert started.stdout.readline() == "ready\n"
        return started

    def start_logind(self) -> subprocess.Popen[str]:
        """Start a logind that does as it is told."""
        started = self.start("/usr/bin/python3", "-m", "dbusmock", "--system", "-t", "logind")
        until(lambda: "login1" in self.run("busctl", "--user", "--no-legend", "list"), "logind")
        return started

    def tell(self, name: str, path: str, method: str, *words: str) -> str:
        """Call a method with gdbus and give what it printed."""
        call = ("gdbus", "call", "--session", "--dest", name, "--object-path", path)
        return self.run(*call, "--method", method, *words).strip()

    def held(self) -> list[str]:
        """Who holds the screen awake now, as the services tell it: "saver 7", "portal /path"."""
        told = self.tell("test.Held", "/", "test.Held.List")
        return [word for word in told[1:-1].rstrip(",").strip("'").split(";") if word]

    def run(self, *command: str) -> str:
        """Run a program while our own event loop goes on; what it printed, errors included."""
        started = self.start(*command)
        until(lambda: started.poll() is not None, " ".join(command))
        assert started.stdout is not None
        return started.stdout.read()

    def end(self) -> None:
        for started in (*self._started, self.daemon):
            started.kill()
            started.wait()
            if started.stdout is not None:
                started.stdout.close()


@contextmanager
def private_bus() -> Iterator[PrivateBus]:
    """A dbus-daemon in a short-lived folder."""
    with TemporaryDirectory(prefix="bus-") as folder:
        daemon = subprocess.Popen(
            [
                *("dbus-daemon", "--session", "--nofork", "--nosyslog", "--print-address"),
                f"--address=unix:path={folder}/bus",
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert daemon.stdout is not None
        bus = PrivateBus(daemon.stdout.readline().strip(), daemon)
        try:
            yield bus
        finally:
            bus.end()


def until(condition: Callable[[], object], what: str = "it") -> None:
    """Let the event loop go on until a condition holds."""
    deadline = monotonic() + _PATIENCE_S
    while not condition():
        assert monotonic() < deadline, f"waited in vain for {what}"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
