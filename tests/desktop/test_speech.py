"""Own words given to speech-dispatcher: its protocol kept, nothing waited for, nothing shouted."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytestqt.qtbot import QtBot

from acutimer.desktop.speech import OwnWords, SpokenLines, line_of, speech_socket
from tests.desktop.bus_stage import until
from tests.desktop.dispatcher import Dispatcher


def answered(lines: SpokenLines, answers: bytes = b"200 OK\r\n") -> list[bytes]:
    """Everything that is said when each line is answered so."""
    said: list[bytes] = []
    while line := lines.take_unsent():
        assert lines.take_unsent() == b""  # nothing more before the answer
        said.append(line)
        lines.feed(answers)
    return said


@pytest.fixture
def lines() -> SpokenLines:
    made = SpokenLines()
    assert answered(made) == [b"SET self CLIENT_NAME user:acutimer:session\r\n"]
    return made


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("the sore spot", b"the sore spot"),
        ("-w --help; rm $HOME `x`", b"-w --help; rm $HOME `x`"),
        (". a dot\r\n.\r\nQUIT", b".. a dot . QUIT"),
        ("Übung\x07 头", "Übung 头".encode()),
        ("x" * 900, b"x" * 400),
    ],
)
def test_words_are_one_line_that_cannot_end_the_message(words: str, line: bytes) -> None:
    assert line_of(words) == line


def test_words_are_said_in_their_language_and_as_loud_as_chosen(lines: SpokenLines) -> None:
    lines.say("the sore spot", "de", 0.75)
    assert answered(lines) == [
        b"SET self LANGUAGE de\r\n",
        b"SET self VOLUME -47\r\n",
        b"SET self PRIORITY message\r\n",
        b"SPEAK\r\n",
        b"the sore spot\r\n.\r\n",
    ]


@pytest.mark.parametrize("volume", [0.1, 0.5, 0.8, 1.0, 7.0])
def test_own_words_are_9_db_below_what_the_volume_would_give(volume: float) -> None:
    lines = SpokenLines()
    lines.say("a", "en", volume)
    (line,) = [one for one in answered(lines) if b"VOLUME" in one]
    amplitude = (int(line.split()[-1]) + 100) / 200
    below_db = 20 * math.log10(amplitude / min(1.0, volume))
    assert below_db == pytest.approx(-9, abs=0.3)


def test_answers_of_many_lines_and_in_pieces_are_waited_for(lines: SpokenLines) -> None:
    lines.say("a", "en", 1)
    assert lines.take_unsent() == b"SET self LANGUAGE en\r\n"
    for piece in (b"24", b"5-en\r\n", b"701 BEGIN\r\n", b"202 OK"):
        lines.feed(piece)
        assert lines.take_unsent() == b""
    lines.feed(b"\r\n")
    assert lines.take_unsent() == b"SET self VOLUME -29\r\n"


def test_a_refused_message_is_not_sent(lines: SpokenLines) -> None:
    lines.say("first", "en", 1)
    for _ in range(3):
        lines.take_unsent()
        lines.feed(b"200 OK\r\n")
    assert lines.take_unsent() == b"SPEAK\r\n"
    lines.feed(b"300 ERR\r\n")
    assert lines.take_unsent() == b""


def test_hushing_forgets_what_was_not_said_yet(lines: SpokenLines) -> None:
    lines.say("never", "en", 1)
    lines.hush()
    assert answered(lines) == [b"STOP self\r\n"]


def test_hushing_amid_a_message_finishes_it_first(lines: SpokenLines) -> None:
    lines.say("half", "en", 1)
    while lines.take_unsent() != b"SPEAK\r\n":
        lines.feed(b"200 OK\r\n")
    lines.say("other", "en", 1)
    lines.hush()
    lines.feed(b"230 OK\r\n")
    assert answered(lines) == [b"half\r\n.\r\n", b"STOP self\r\n"]


def test_where_it_listens() -> None:
    assert speech_socket({"SPEECHD_ADDRESS": "unix_socket:/a/b"}) == "/a/b"
    assert speech_socket({"SPEECHD_ADDRESS": "inet_socket:host:1"}) == ""
    listens = "/run/user/5/speech-dispatcher/speechd.sock"
    assert speech_socket({"XDG_RUNTIME_DIR": "/run/user/5"}) == listens
    assert speech_socket({}) == ""


@pytest.fixture
def folder() -> Iterator[str]:
    with TemporaryDirectory(prefix="say-") as made:
        yield made


def test_own_words_reach_the_dispatcher_and_are_stopped(folder: str, qtbot: QtBot) -> None:
    address = str(Path(folder, "speechd.sock"))
    dispatcher = Dispatcher(address)
    words = OwnWords(address)
    words.say("the sore spot", "en", 0.5)
    until(lambda: dispatcher.hears("."), "the message")
    assert dispatcher.heard[-2:] == ["the sore spot", "."]
    words.hush()
    until(lambda: dispatcher.hears("STOP self"), "the stop")
    words.close()
    dispatcher.close()


def test_a_dispatcher_that_dies_is_no_error_and_costs_nothing(folder: str, qtbot: QtBot) -> None:
    address = str(Path(folder, "speechd.sock"))
    dispatcher = Dispatcher(address)
    words = OwnWords(address)
    words.say("one", "en", 0.5)
    until(lambda: dispatcher.hears("."), "the message")
    dispatcher.close()
    until(lambda: not words._stream.is_open, "the loss")
    words.hush()
    words.close()


def test_without_speech_dispatcher_nothing_is_said_and_nothing_is_started_again(
    folder: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = Path(folder, "started")
    program = Path(folder, "speech-dispatcher")
    program.write_text(f'#!/bin/sh\necho "$@" >>"{started}"\nexit 1\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", folder)
    address = str(Path(folder, "speechd.sock"))
    words = OwnWords(address)
    words.say("one", "en", 0.5)
    until(lambda: words._is_absent, "the end of the start")
    words.say("two", "en", 0.5)
    until(lambda: words._starting is None)
    wanted = f"--spawn --communication-method unix_socket --socket-path {address}\n"
    assert started.read_text() == wanted
    program.unlink()
    silent = OwnWords(address)
    silent.say("one", "en", 0.5)
    assert silent._is_absent


def test_nothing_is_said_without_words_or_without_loudness(folder: str, qtbot: QtBot) -> None:
    words = OwnWords(str(Path(folder, "none")))
    words.say("   ", "en", 0.5)
    words.say("loud", "en", 0.0)
    assert words._lines is None
    assert not words._is_absent
