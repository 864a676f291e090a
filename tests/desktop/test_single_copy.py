"""One copy per profile, proved with real processes and real sockets."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from select import select
from stat import S_IMODE

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from acutimer.desktop import single_copy
from acutimer.desktop.listening import SingleCopy, parsed
from acutimer.desktop.private_folder import socket_paths
from acutimer.desktop.single_copy import CopyError, claim, claim_or_hand_over, end, hand_over

ROOT = Path(__file__).parents[2]
START = Path(__file__).with_name("start.py")


@pytest.fixture
def folder() -> Iterator[str]:
    """A short path: pytest's own are too long for a socket."""
    made = tempfile.mkdtemp(prefix="copy-")
    yield str(Path(made, "run"))
    shutil.rmtree(made)


def start(folder: str, leave_after: int, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, START, folder, str(leave_after), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def output(started: subprocess.Popen[str]) -> list[str]:
    return started.communicate(timeout=60)[0].splitlines()


def test_of_twenty_starts_at_once_one_is_the_copy_and_hears_all_the_others(folder: str) -> None:
    starts = [start(folder, 20, "quick", f"routine-{number}") for number in range(20)]
    outputs = sorted((output(started) for started in starts), key=len)
    assert outputs[:-1] == [["handed over"]] * 19
    first, *heard = outputs[-1]
    assert first == "copy"
    assert sorted(heard) == sorted(f"quick routine-{number}" for number in range(20))


def test_no_request_is_lost_while_copies_come_and_go(folder: str) -> None:
    starts = [start(folder, 1 + number % 3, "quick", f"routine-{number}") for number in range(20)]
    while any(started.poll() is None for started in starts):
        # The last copy may be waiting for one more request than there are starts.
        hand_over(folder, ["show"], patience_s=0.1)
    outputs = [output(started) for started in starts]
    assert {lines[0] for lines in outputs} == {"copy", "handed over"}
    assert sum(lines[0] == "copy" for lines in outputs) > 1
    heard = [line for lines in outputs for line in lines if line.startswith("quick")]
    assert sorted(heard) == sorted(f"quick routine-{number}" for number in range(20))


def test_after_a_kill_the_next_start_is_the_copy(folder: str) -> None:
    killed = start(folder, 0, "show")
    assert killed.stdout is not None
    assert killed.stdout.readline() == "copy\n"
    assert hand_over(folder, ["log-pain"], patience_s=30)
    killed.send_signal(signal.SIGKILL)
    output(killed)
    assert Path(folder, "acutimer.sock").exists()
    assert not hand_over(folder, ["show"])
    claimed = claim(folder, folder)
    assert claimed is not None
    claimed.release()
    assert not Path(folder, "acutimer.sock").exists()


def test_a_request_left_unread_by_a_dying_copy_goes_to_the_next(folder: str) -> None:
    doomed = claim(folder, folder)
    assert doomed is not None
    asking = start(folder, 1, "quick", "desk-pause")
    # Readable: the request is in the queue. Then the copy ends without reading it.
    doomed.socket.settimeout(30)
    descriptor, _ = doomed.socket._accept()
    doomed.release()
    os.close(descriptor)
    assert output(asking) == ["copy", "quick desk-pause"]


@pytest.mark.parametrize("stays", [False, True])
def test_what_is_asked_of_a_copy_that_leaves_goes_to_the_next(
    folder: str, qtbot: QtBot, *, stays: bool
) -> None:
    claimed = claim(folder, folder)
    assert claimed is not None
    copy = SingleCopy(claimed)
    heard: list[str] = []

    def hear(verb: str, _: dict[str, str], tell: Callable[[str], None]) -> None:
        heard.append(verb)
        tell("")

    copy.asked.connect(hear)
    copy.rest()
    asking = start(folder, 1, "show")
    assert select([claimed.socket.fileno()], [], [], 30)[0], "its request is in the queue"
    QCoreApplication.processEvents()
    assert heard == []
    if stays:
        copy.listen()
        qtbot.waitUntil(lambda: asking.poll() is not None, timeout=30_000)
        assert (heard, output(asking)) == (["show"], ["handed over"])
    copy.close()
    assert stays or output(asking) == ["copy", "show"]


def test_a_copy_that_does_not_answer_is_waited_for_only_so_long(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed = claim(folder, folder)
    assert claimed is not None
    assert not hand_over(folder, ["show"], patience_s=0.05)
    monkeypatch.setattr(single_copy, "LOADING_S", 0.05)
    with pytest.raises(CopyError, match="already running but does not answer"):
        claim_or_hand_over(folder, folder, ["show"])
    with pytest.raises(CopyError, match="running but did not answer in time"):
        end(folder, patience_s=0.05)
    claimed.release()
    assert not end(folder)  # now nobody is there


def test_a_second_claim_is_none_until_the_first_is_released(folder: str) -> None:
    first = claim(folder, folder)
    assert first is not None
    assert claim(folder, folder) is None
    first.release()
    first.release()
    second = claim(folder, folder)
    assert second is not None
    second.release()


def test_a_swept_lock_file_does_not_hide_the_copy(folder: str, qtbot: QtBot) -> None:
    claimed = claim(folder, folder)
    assert claimed is not None
    Path(folder, "acutimer.lock").unlink()
    copy = SingleCopy(claimed)
    copy.asked.connect(lambda _verb, _details, tell: tell(""))
    assert asked_in_a_process(folder, "show") == ["handed over"]
    copy.close()


def test_only_the_owner_gets_in(folder: str) -> None:
    Path(folder).mkdir(0o755)
    claimed = claim(folder, folder)
    assert claimed is not None
    assert S_IMODE(Path(folder).stat().st_mode) == 0o700
    assert S_IMODE(Path(folder, "acutimer.sock").stat().st_mode) == 0o600
    assert S_IMODE(Path(folder, "acutimer.lock").stat().st_mode) == 0o600
    Path(folder).chmod(0o755)
    assert not hand_over(folder, ["show"], patience_s=0.05)
    claimed.release()


def deep_in(folder: str) -> str:
    return str(Path(folder, *["a-rather-long-name-of-a-folder"] * 4))


def test_a_path_too_long_for_a_socket_gets_a_short_one(folder: str) -> None:
    deep = deep_in(folder)
    copy = start(deep, 3, "show")
    assert copy.stdout is not None
    assert copy.stdout.readline() == "copy\n"
    assert copy.stdout.readline() == "show\n"
    path = Path(socket_paths(deep)[-1])
    try:
        assert len(bytes(path)) < 100
        assert S_IMODE(path.parent.stat().st_mode) == 0o700
        # The same folder by another way in is the same place.
        Path(folder, "way").symlink_to(deep)
        assert hand_over(str(Path(folder, "way")), ["quick", "one"], patience_s=30)
        assert hand_over(deep, ["quick", "two"], patience_s=30)
        assert output(copy) == ["quick one", "quick two"]
    finally:
        shutil.rmtree(path.parent)


def test_a_squatter_at_the_short_path_is_refused(folder: str) -> None:
    deep = deep_in(folder)
    elsewhere = Path(folder, "elsewhere")
    elsewhere.mkdir(mode=0o700, parents=True)
    short = Path(socket_paths(deep)[-1]).parent
    short.symlink_to(elsewhere)
    try:
        assert not hand_over(deep, ["show"])
        with pytest.raises(CopyError, match="cannot be used"):
            claim(deep, deep)
        assert not list(elsewhere.iterdir())
    finally:
        short.unlink()


def test_a_journal_has_one_copy_wherever_it_meets(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, way = Path(folder, "journal"), Path(folder, "way")
    first = claim(str(Path(folder, "here")), str(journal))
    assert first is not None
    way.symlink_to(journal)
    assert claim(str(Path(folder, "there")), str(way)) is None
    monkeypatch.setattr(single_copy, "_ROUNDS", 2)
    with pytest.raises(CopyError, match="open but takes no requests here"):
        claim_or_hand_over(str(Path(folder, "there")), str(way), ["show"])
    first.release()
    second = claim(str(Path(folder, "there")), str(way))
    assert second is not None
    second.release()


def test_a_disk_that_takes_no_socket_is_met_at_the_short_path(
    folder: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    usual, short = socket_paths(folder)
    bind = single_copy._bind

    def full_disk(path: str) -> object:
        if path == usual:
            raise OSError(errno.ENOSPC, "No space left on device")
        return bind(path)

    monkeypatch.setattr(single_copy, "_bind", full_disk)
    claimed = claim(folder, folder)
    assert claimed is not None
    try:
        assert Path(short).exists()
        copy = SingleCopy(claimed)
        copy.asked.connect(lambda _verb, _details, tell: tell(""))
        assert asked_in_a_process(folder, "show") == ["handed over"]
        copy.close()
        assert not Path(short).exists()
    finally:
        shutil.rmtree(Path(short).parent)


def test_a_journal_that_cannot_be_locked_is_no_hindrance(folder: str) -> None:
    in_the_way = Path(folder, "journal")
    in_the_way.parent.mkdir()
    in_the_way.write_text("a file")
    claimed = claim(folder, str(in_the_way))
    assert claimed is not None
    assert claim(folder, str(in_the_way)) is None
    claimed.release()


def test_a_folder_that_cannot_be_made_is_one_sentence(folder: str) -> None:
    Path(folder).write_text("in the way")
    with pytest.raises(CopyError, match="make it writable for yourself alone"):
        claim(folder, folder)
    assert not hand_over(folder, ["show"])


def test_an_unknown_verb_is_a_mistake_of_ours(folder: str) -> None:
    with pytest.raises(ValueError, match="erase"):
        hand_over(folder, ["erase"])


def asked_in_a_process(folder: str, *words: str) -> list[str]:
    """Ask from another process while this one's event loop runs on."""
    from PySide6.QtCore import QCoreApplication

    asking = start(folder, 1, *words)
    while asking.poll() is None:
        QCoreApplication.processEvents()
    return output(asking)


@pytest.fixture
def copy(folder: str, qtbot: QtBot) -> Iterator[SingleCopy]:
    claimed = claim(folder, folder)
    assert claimed is not None
    made = SingleCopy(claimed)
    made.asked.connect(lambda _verb, _details, tell: tell(""))
    yield made
    made.close()


def test_words_arrive_as_they_were_given(
    folder: str, copy: SingleCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, dict[str, str]]] = []
    copy.asked.connect(lambda verb, details: heard.append((verb, details)))
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", 'to"ken\\1')
    assert asked_in_a_process(folder, "quick", 'Nacken "früh" 頸') == ["handed over"]
    assert asked_in_a_process(folder, "log-pain") == ["handed over"]
    assert asked_in_a_process(folder, "quick", "own.toml") == ["handed over"]
    assert heard == [
        ("quick", {"routine": 'Nacken "früh" 頸', "token": 'to"ken\\1'}),
        ("log-pain", {"routine": "", "token": 'to"ken\\1'}),
        ("quick", {"routine": str(ROOT / "own.toml"), "token": 'to"ken\\1'}),
    ]


def test_what_was_not_done_is_told_to_who_asked(folder: str, copy: SingleCopy) -> None:
    copy.asked.disconnect()
    copy.asked.connect(lambda _verb, _details, tell: tell("One runs: Nacken früh.\nEnd it first."))
    assert asked_in_a_process(folder, "quick") == ["One runs: Nacken früh. End it first."]
    assert asked_in_a_process(folder, "show") == ["One runs: Nacken früh. End it first."]


def test_an_answer_may_come_later_and_more_than_once(
    folder: str, copy: SingleCopy, qtbot: QtBot
) -> None:
    kept: list[Callable[[str], None]] = []
    copy.asked.disconnect()
    copy.asked.connect(lambda _verb, _details, tell: kept.append(tell))
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(Path(folder, "acutimer.sock")))
        caller.send(b'{"verb": "quick"}\n')
        qtbot.waitUntil(lambda: bool(kept))
        assert select([caller], [], [], 0)[0] == [], "who asked waits"
        (tell,) = kept
        tell("Not now.")
        tell("")
        assert reply(caller) == b"no Not now.\n"[:10]
    copy.close()
    tell("nobody is there any more")


def test_a_copy_of_before_that_only_says_ok_or_no_is_understood(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for answer, outcome in ((b"ok\n", True), (b"no\n", False)):
        monkeypatch.setattr(single_copy, "_exchange", lambda *_, answer=answer: answer)
        assert hand_over(folder, ["quick"]) is outcome


def reply(caller: socket.socket) -> bytes:
    """What the copy in this process answers, its event loop running meanwhile."""
    from PySide6.QtCore import QCoreApplication

    while not select([caller], [], [], 0.01)[0]:
        QCoreApplication.processEvents()
    return caller.recv(10)


BROKEN = [
    b"\n",
    b"quick\n",
    b"{}\n",
    b"[]\n",
    b'{"verb": "erase"}\n',
    b'{"verb": ["show"]}\n',
    b'{"verb": "show", "routine": 7}\n',
    b'{"verb": "show", "routine": "a\\u0000b"}\n',
    b'{"verb": "show", "token": "\\ud800"}\n',
    b'{"verb": "show"}',
    b"\xff\xfe\n",
    b"[" * 4000 + b"\n",
    b'{"verb": "show", "routine": "' + b"a" * 5000 + b'"}\n',
    b"a" * 100_000,
]


@pytest.mark.parametrize("line", BROKEN, ids=lambda line: repr(line[:30]))
def test_a_broken_request_is_refused(line: bytes) -> None:
    assert parsed(line) is None


def test_broken_requests_are_answered_no_and_the_copy_lives_on(
    folder: str, copy: SingleCopy
) -> None:
    heard: list[str] = []
    copy.asked.connect(lambda verb, details: heard.append(verb))
    for line in BROKEN:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(Path(folder, "acutimer.sock")))
            caller.setblocking(False)
            try:
                caller.sendall(line)
                caller.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            assert reply(caller) == b"no\n"
    assert heard == []
    assert asked_in_a_process(folder, "show") == ["handed over"]
    assert heard == ["show"]


def test_a_silent_caller_is_sent_away(folder: str, copy: SingleCopy) -> None:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(Path(folder, "acutimer.sock")))
        caller.setblocking(False)
        caller.send(b'{"verb"')
        assert reply(caller) == b"no\n"


def test_asking_loads_nothing_slow(folder: str) -> None:
    listed = subprocess.run(
        [sys.executable, "-I", "-S", "-c", ASKING, str(ROOT), folder],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    slow = {"PySide6", "socket", "json", "re", "typing", "pathlib", "argparse", "enum", "fcntl"}
    assert "acutimer.desktop.single_copy" in listed
    assert slow.isdisjoint(listed)


ASKING = """
import sys
sys.path.insert(0, sys.argv[1])
from acutimer.desktop.single_copy import hand_over
hand_over(sys.argv[2], ["show"])
print(*sys.modules)
"""
