"""What a media player is on the bus (MPRIS 2.2), as tables and values; a session is shown as one.

A track is one press, its lead-in and wait included: the clock of the track runs while one presses.
Must never know a connection.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from acutimer import APP_ID
from acutimer.core.commands import media_words

ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
BUS_NAME = f"{ROOT}.{APP_ID}"
PATH = "/org/mpris/MediaPlayer2"
_OURS = "/" + APP_ID.replace(".", "/")
#: Shown instead of points where they are hidden.
HIDDEN_TITLE = "Session running"

PLAYING, PAUSED, STOPPED = "Playing", "Paused", "Stopped"


class Shown(NamedTuple):
    """A session as a player shows it; ``track`` numbers the press, ``length_us`` is the press's."""

    status: str = STOPPED
    track: int = 0
    title: str = ""
    artist: str = ""
    length_us: int = 0
    volume: float = 1.0


#: Those of our words that are about the program and not about what plays.
_PROGRAM = ("Raise", "Quit")
_PLAIN = ("", "")
#: Methods with what they take and give, by interface; the plain ones ask for a command of ours.
METHODS: dict[str, dict[str, tuple[str, str]]] = {
    ROOT: dict.fromkeys(_PROGRAM, _PLAIN),
    PLAYER: {
        **{word: _PLAIN for word in media_words() if word not in _PROGRAM},
        "Seek": ("x", ""),
        "SetPosition": ("ox", ""),
        "OpenUri": ("s", ""),
    },
    PROPERTIES: {"Get": ("ss", "v"), "GetAll": ("s", "a{sv}"), "Set": ("ssv", "")},
    INTROSPECTABLE: {"Introspect": ("", "s")},
}
_SIGNALS = {PLAYER: {"Seeked": ("x",)}, PROPERTIES: {"PropertiesChanged": ("s", "a{sv}", "as")}}
#: Neither told when it changes: the position because it always does.
_UNTOLD = ("Position",)


def properties(interface: str, shown: Shown, position_us: int) -> dict[str, tuple[str, Any]]:
    """Every property of an interface with its signature; empty for one that has none."""
    if interface == ROOT:
        return {
            "CanQuit": ("b", True),
            "Fullscreen": ("b", False),
            "CanSetFullscreen": ("b", False),
            "CanRaise": ("b", True),
            "HasTrackList": ("b", False),
            "Identity": ("s", "Acutimer"),
            "DesktopEntry": ("s", APP_ID),
            "SupportedUriSchemes": ("as", []),
            "SupportedMimeTypes": ("as", []),
        }
    if interface == PLAYER:
        return {
            "PlaybackStatus": ("s", shown.status),
            "LoopStatus": ("s", "None"),
            "Rate": ("d", 1.0),
            "Shuffle": ("b", False),
            "Metadata": ("a{sv}", metadata(shown)),
            "Volume": ("d", shown.volume),
            "Position": ("x", position_us),
            "MinimumRate": ("d", 1.0),
            "MaximumRate": ("d", 1.0),
            "CanGoNext": ("b", True),
            "CanGoPrevious": ("b", True),
            "CanPlay": ("b", True),
            "CanPause": ("b", True),
            "CanSeek": ("b", False),
            "CanControl": ("b", True),
        }
    return {}


def metadata(shown: Shown) -> dict[str, tuple[str, Any]]:
    """The track; nothing while no session is there."""
    if shown.status == STOPPED:
        return {}
    told: dict[str, tuple[str, Any]] = {
        "mpris:trackid": ("o", f"{_OURS}/press/{shown.track}"),
        "mpris:length": ("x", shown.length_us),
        "xesam:title": ("s", shown.title),
        "xesam:album": ("s", "Acutimer"),
    }
    if shown.artist:
        told["xesam:artist"] = ("as", [shown.artist])
    return told


def changes(before: Shown, now: Shown) -> dict[str, tuple[str, Any]]:
    """The player's properties that are told because they are others than before."""
    was, become = properties(PLAYER, before, 0), properties(PLAYER, now, 0)
    return {name: become[name] for name in become if become[name] != was[name]}


def introspection() -> str:
    """What the object offers, as the XML that D-Bus tools ask for."""
    lines = ["<node>"]
    for interface, methods in METHODS.items():
        lines.append(f"<interface name={quoteattr(interface)}>")
        for name, (takes, gives) in methods.items():
            arguments = [(kind, "in") for kind in complete_types(takes)]
            arguments += [(kind, "out") for kind in complete_types(gives)]
            inner = "".join(f'<arg type="{kind}" direction="{way}"/>' for kind, way in arguments)
            lines.append(f'<method name="{name}">{inner}</method>')
        for name, kinds in _SIGNALS.get(interface, {}).items():
            inner = "".join(f'<arg type="{kind}"/>' for kind in kinds)
            lines.append(f'<signal name="{name}">{inner}</signal>')
        for name, (kind, _) in properties(interface, Shown(), 0).items():
            told = "" if name not in _UNTOLD else _NOT_TOLD
            lines.append(f'<property name="{name}" type="{kind}" access="read">{told}</property>')
        lines.append("</interface>")
    lines.append("</node>")
    return "\n".join(lines)


_NOT_TOLD = '<annotation name="org.freedesktop.DBus.Property.EmitsChangedSignal" value="false"/>'


def complete_types(signature: str) -> list[str]:
    """A signature of ours in its arguments: single letters, or one whole dictionary."""
    return [signature] if signature.startswith("a") else list(signature)
