"""The bus: what is said on it, and that nobody ever waits for it or is lost with it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.low_level import Parser
from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from acutimer.desktop.bus import Bus, session_address, sockets_of
from acutimer.desktop.bus_dialogue import (
    DISCONNECTED,
    UNKNOWN_OBJECT,
    Answer,
    Call,
    Dialogue,
    DialogueBroken,
    Reply,
)
from acutimer.desktop.stream import Stream
from tests.desktop.bus_stage import PrivateBus, until

TARGET = ("some.Name", "/some/path", "some.Interface")
CAME_IN = b"OK 0123456789abcdef0123456789abcdef\r\n"


def said(dialogue: Dialogue) -> list[Message]:
    return Parser().feed(dialogue.take_unsent())


@pytest.fixture
def dialogue() -> Dialogue:
    """A conversation that was let in and has said Hello."""
    made = Dialogue()
    assert made.take_unsent().startswith(b"\0AUTH EXTERNAL ")
    made.feed(CAME_IN)
    begun = made.take_unsent()
    assert begun.startswith(b"BEGIN\r\n")
    (hello,) = Parser().feed(begun.removeprefix(b"BEGIN\r\n"))
    assert hello.header.fields[HeaderFields.member] == "Hello"
    return made


def test_what_is_said_before_we_are_let_in_is_said_afterwards() -> None:
    dialogue = Dialogue()
    dialogue.take_unsent()
    dialogue.call(TARGET, "Early", then=lambda _: None)
    assert dialogue.take_unsent() == b""
    # the bus's word may come in pieces
    for piece in (CAME_IN[:9], CAME_IN[9:]):
        dialogue.feed(piece)
    messages = Parser().feed(dialogue.take_unsent().removeprefix(b"BEGIN\r\n"))
    assert [one.header.fields[HeaderFields.member] for one in messages] == ["Hello", "Early"]


def test_replies_find_their_calls_in_any_order_and_errors_have_names(dialogue: Dialogue) -> None:
    replies: list[tuple[str, Reply]] = []
    for name in ("One", "Two"):
        dialogue.call(TARGET, name, "s", ("x",), lambda got, name=name: replies.append((name, got)))
    one, two = said(dialogue)
    one.header.serial, two.header.serial = 2, 3
    answers = (
        new_error(two, "some.Error", "s", ("why",)),
        new_method_return(one, "u", (7,)),
        new_method_return(one, "u", (8,)),
    )
    for number, answer in enumerate(answers, 1):
        dialogue.feed(answer.serialise(number))
    assert replies == [("Two", Reply(("why",), "some.Error")), ("One", Reply((7,)))]


def test_a_signal_and_a_call_that_overtake_a_reply_are_not_lost(dialogue: Dialogue) -> None:
    came: list[object] = []

    def answer(call: Call) -> Answer:
        came.append(call)
        return Answer("u", (9,))

    dialogue.hear("/p", "i.f", "Signal", came.append)
    dialogue.serve("/ours", answer)
    dialogue.call(TARGET, "Slow", then=came.append)
    (slow,) = said(dialogue)
    slow.header.serial = 2
    signal = new_signal(DBusAddress("/p", interface="i.f"), "Signal", "b", (True,))
    call = new_method_call(DBusAddress("/ours", "a.b", "i.f"), "Method", "s", ("x",))
    reply = new_method_return(slow, "u", (1,))
    stream = signal.serialise(1) + call.serialise(2) + reply.serialise(3)
    for place in range(len(stream)):  # byte by byte, as a slow socket may have it
        dialogue.feed(stream[place : place + 1])
    assert came == [(True,), Call("i.f", "Method", "s", ("x",)), Reply((1,))]
    (answered,) = said(dialogue)
    assert answered.body == (9,)
    assert answered.header.fields[HeaderFields.reply_serial] == 2


def test_a_call_to_nothing_of_ours_is_answered_with_an_error(dialogue: Dialogue) -> None:
    dialogue.feed(new_method_call(DBusAddress("/no", "a.b", "i.f"), "Method").serialise(4))
    (answered,) = said(dialogue)
    assert answered.header.fields[HeaderFields.error_name] == UNKNOWN_OBJECT


@pytest.mark.parametrize("nonsense", [b"REJECTED EXTERNAL\r\n", b"x" * 9000])
def test_not_to_be_let_in_is_a_broken_dialogue(nonsense: bytes) -> None:
    with pytest.raises(DialogueBroken):
        Dialogue().feed(nonsense)


def test_nonsense_is_a_broken_dialogue_and_every_reply_an_error(dialogue: Dialogue) -> None:
    replies: list[Reply] = []
    dialogue.call(TARGET, "Never", then=replies.append)
    with pytest.raises(DialogueBroken):
        dialogue.feed(b"nonsense" * 20)
    dialogue.end()
    assert replies == [Reply((), DISCONNECTED)]


# --- on a real bus ------------------------------------------------------------------------------


def opened(address: str) -> Bus:
    bus = Bus(address)
    assert bus.open()
    return bus


def test_a_call_is_answered_while_the_loop_goes_on(on_bus: PrivateBus) -> None:
    bus = opened(on_bus.address)
    replies: list[Reply] = []
    bus.call_bus("RequestName", "su", ("some.Name", 4), replies.append)
    assert replies == []
    until(lambda: replies, "the reply")
    assert replies == [Reply((1,))]
    bus.close()


def test_a_bus_that_dies_is_told_once_and_costs_nothing_afterwards(on_bus: PrivateBus) -> None:
    bus = opened(on_bus.address)
    losses: list[bool] = []
    bus.lost.connect(lambda: losses.append(bus.is_open))
    first: list[Reply] = []
    bus.call_bus("GetId", "", (), first.append)
    until(lambda: first, "the bus")
    on_bus.daemon.kill()
    replies: list[Reply] = []
    bus.call_bus("GetId", "", (), replies.append)
    until(lambda: losses, "the loss")
    assert losses == [False]
    bus.call_bus("GetId", "", (), replies.append)
    assert replies == [Reply((), DISCONNECTED)] * 2
    # a notifier left on a dead socket would fire without end
    before, clock = process_time(), QElapsedTimer()
    clock.start()
    loop = QEventLoop()
    QTimer.singleShot(300, loop.quit)
    loop.exec()
    assert clock.elapsed() > 200
    assert process_time() - before < 0.1


@pytest.mark.parametrize(
    "address", ["", "nonsense", "unix:path=/none", "tcp:host=localhost,port=1", "unix:"]
)
def test_without_a_bus_every_call_is_an_error_at_once(address: str, qtbot: QtBot) -> None:
    bus = Bus(address)
    assert not bus.open()
    replies: list[Reply] = []
    bus.call_bus("GetId", "", (), replies.append)
    bus.emit("/p", "i.f", "Signal", "", ())
    bus.hear("/p", "i.f", "Signal", replies.append)  # type: ignore[arg-type]
    assert replies == [Reply((), DISCONNECTED)]


def test_the_session_bus_is_where_it_is_said_to_be_or_where_it_always_is() -> None:
    assert session_address({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/a"}) == "unix:path=/a"
    assert session_address({"XDG_RUNTIME_DIR": "/run/user/5"}) == "unix:path=/run/user/5/bus"
    assert session_address({}) == ""
    assert sockets_of("unix:path=/a%20b;unix:abstract=c,guid=1") == ["/a b", "\0c"]


# --- the socket below ---------------------------------------------------------------------------


@pytest.fixture
def ends(qtbot: QtBot) -> Iterator[tuple[Stream, socket.socket]]:
    """A stream of ours, and the other end of it."""
    with TemporaryDirectory(prefix="end-") as folder, socket.socket(socket.AF_UNIX) as listening:
        path = str(Path(folder, "socket"))
        listening.bind(path)
        listening.listen()
        stream = Stream()
        assert stream.reach(["/none", path])
        other, _ = listening.accept()
        with other:
            yield stream, other
        stream.close()


def test_sending_to_somebody_who_does_not_read_waits_for_nobody_and_loses_nothing(
    ends: tuple[Stream, socket.socket],
) -> None:
    stream, other = ends
    content = bytes(range(256)) * 40_000
    stream.send(content)
    other.setblocking(False)
    came = bytearray()

    def all_there() -> bool:
        with suppress(BlockingIOError):
            came.extend(other.recv(1 << 20))
        return len(came) >= len(content)

    until(all_there, "the rest")
    assert bytes(came) == content


def test_the_other_end_leaving_is_told(ends: tuple[Stream, socket.socket]) -> None:
    stream, other = ends
    losses: list[Any] = []
    stream.lost.connect(lambda: losses.append(stream.is_open))
    other.close()
    stream.send(b"into the void")
    until(lambda: losses, "the loss")
    assert losses == [False]
