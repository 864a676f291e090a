"""What is said on a D-Bus connection, as bytes in and bytes out: login, calls, replies, signals.

Replies find their call by its serial, and whatever comes is passed on in the order it came, so
that a message which overtakes the reply somebody waits for is not lost. Must never touch a socket
or wait for anything: ``bus`` carries the bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.auth import BEGIN, Authenticator
from jeepney.fds import FileDescriptor
from jeepney.low_level import Parser

BUS_NAME = "org.freedesktop.DBus"
BUS_PATH = "/org/freedesktop/DBus"
_ERROR = "org.freedesktop.DBus.Error"
DISCONNECTED = f"{_ERROR}.Disconnected"
UNKNOWN_OBJECT = f"{_ERROR}.UnknownObject"
UNKNOWN_METHOD = f"{_ERROR}.UnknownMethod"
UNKNOWN_INTERFACE = f"{_ERROR}.UnknownInterface"
UNKNOWN_PROPERTY = f"{_ERROR}.UnknownProperty"
READ_ONLY = f"{_ERROR}.PropertyReadOnly"
INVALID_ARGS = f"{_ERROR}.InvalidArgs"
_PEER = "org.freedesktop.DBus.Peer"


class DialogueBroken(ConnectionError):
    """What the other end said is no D-Bus, or it does not let us in."""


class Reply(NamedTuple):
    """The answer to a call: its values, or the name of an error."""

    body: tuple[Any, ...]
    error: str = ""


class Call(NamedTuple):
    """Somebody calls a method of ours."""

    interface: str
    member: str
    signature: str
    body: tuple[Any, ...]


class Answer(NamedTuple):
    """What a method of ours gives back: values with their signature, or an error's name.

    ``words`` say in a sentence what the error was.
    """

    signature: str = ""
    body: tuple[Any, ...] = ()
    error: str = ""
    words: str = ""


class Later(NamedTuple):
    """An answer that takes a while: ``begin`` is told whom to give it."""

    begin: Callable[[Callable[[Answer], object]], object]


Then = Callable[[Reply], object]
Hearing = Callable[[tuple[Any, ...]], object]


class Dialogue:
    """One connection's conversation from its first byte; ``take`` gives what is to be sent."""

    def __init__(self, *, descriptors: bool = False, said: int = 0) -> None:
        """``said``: the number of the last message of a conversation that goes on here."""
        self._login = Authenticator(enable_fds=descriptors)
        self._parser = Parser()
        self._said = said
        self._is_in = bool(said)
        self._unsent = bytearray(b"" if said else self._login.data_to_send() or b"")
        #: said before we were let in
        self._held = bytearray()
        self._waiting: dict[int, Then] = {}
        self._hearing: dict[tuple[str, str, str], Hearing] = {}
        self._served: dict[str, Callable[[Call], Answer | Later]] = {}
        if not said:
            self.call((BUS_NAME, BUS_PATH, BUS_NAME), "Hello", then=lambda _: None)

    @property
    def pause(self) -> int | None:
        """The number of the last message said, while nothing is half said or half heard.

        None amid a message, or while a reply is waited for.
        """
        is_amid = self._unsent or self._waiting or self._parser.buf.bytes_buffered
        return self._said if self._is_in and not is_amid else None

    # --- saying -----------------------------------------------------------------------------

    def take_unsent(self) -> bytes:
        """What is to be sent now."""
        unsent = bytes(self._unsent)
        self._unsent.clear()
        return unsent

    def call(
        self,
        target: tuple[str, str, str],
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        then: Then | None = None,
    ) -> None:
        """Call a method of ``target`` (name, path, interface); ``then`` gets the reply."""
        name, path, interface = target
        message = new_method_call(
            DBusAddress(path, name, interface), member, signature or None, body
        )
        serial = self._next_serial()
        if then is None:
            message.header.flags |= MessageFlag.no_reply_expected
        else:
            self._waiting[serial] = then
        self._say(message, serial)

    def emit(
        self, path: str, interface: str, member: str, signature: str, body: tuple[Any, ...]
    ) -> None:
        """Tell everybody who listens."""
        emitter = DBusAddress(path, interface=interface)
        self._say(new_signal(emitter, member, signature, body), self._next_serial())

    def hear(self, path: str, interface: str, member: str, then: Hearing | None) -> None:
        """Pass the values of a signal on; None: no longer. The bus is not told here."""
        if then is None:
            self._hearing.pop((path, interface, member), None)
        else:
            self._hearing[path, interface, member] = then

    def serve(self, path: str, answer: Callable[[Call], Answer | Later]) -> None:
        """Answer the calls to an object of ours."""
        self._served[path] = answer

    # --- hearing ----------------------------------------------------------------------------

    def feed(self, content: bytes, came: Sequence[Any] = ()) -> None:
        """Take bytes that arrived and act on every message they complete.

        Raises DialogueBroken.
        """
        try:
            messages = self._messages(content, came)
        except Exception as fault:  # an odd bus can make jeepney raise anything
            raise DialogueBroken(str(fault)) from fault
        for message in messages:
            self._hear(message)

    def end(self) -> None:
        """The connection is gone: every reply still waited for is an error."""
        waiting, self._waiting = self._waiting, {}
        for then in waiting.values():
            then(Reply((), DISCONNECTED))

    def _messages(self, content: bytes, came: Sequence[Any]) -> list[Message]:
        if not self._is_in:
            self._login.feed(content)
            self._unsent += self._login.data_to_send() or b""
            self._is_in = self._login.authenticated
            if self._is_in:
                self._unsent += BEGIN + self._held
                self._held.clear()
            return []
        self._parser.add_data(content, fds=FileDescriptor.from_ancdata(came))
        return list(iter(self._parser.get_next_message, None))

    def _hear(self, message: Message) -> None:
        fields = message.header.fields
        kind = message.header.message_type
        if kind is MessageType.method_call:
            self._answer(message)
        elif kind is MessageType.signal:
            key = tuple(
                fields.get(name, "")
                for name in (HeaderFields.path, HeaderFields.interface, HeaderFields.member)
            )
            if (then := self._hearing.get(key)) is not None:  # type: ignore[arg-type]
                then(message.body)
        elif (
            then := self._waiting.pop(fields.get(HeaderFields.reply_serial, 0), None)
        ) is not None:
            error = fields.get(HeaderFields.error_name, "")
            then(Reply(message.body, error if kind is MessageType.error else ""))

    def _answer(self, message: Message) -> None:
        fields = message.header.fields
        call = Call(
            fields.get(HeaderFields.interface, ""),
            fields.get(HeaderFields.member, ""),
            fields.get(HeaderFields.signature, ""),
            message.body,
        )
        answer = self._served.get(fields.get(HeaderFields.path, ""))
        given: Answer | Later
        if (call.interface, call.member) == (_PEER, "Ping"):
            given = Answer()
        else:
            given = answer(call) if answer is not None else Answer(error=UNKNOWN_OBJECT)
        if isinstance(given, Later):
            given.begin(partial(self._reply, message, call.member))
        else:
            self._reply(message, call.member, given)

    def _reply(self, message: Message, member: str, given: Answer) -> None:
        if message.header.flags & MessageFlag.no_reply_expected:
            return
        if given.error:
            said = given.words or f"{member} is not answered here."
            reply = new_error(message, given.error, "s", (said,))
        else:
            reply = new_method_return(message, given.signature or None, given.body)
        self._say(reply, self._next_serial())

    def _say(self, message: Message, serial: int) -> None:
        into = self._unsent if self._is_in else self._held
        into += message.serialise(serial)

    def _next_serial(self) -> int:
        self._said += 1
        return self._said
