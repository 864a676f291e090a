"""A panel's tray on the bus, for tests: panel.py [hostless].

Runs in Debian's own Python. It keeps the list of icons (StatusNotifierWatcher) and, unless it is
"hostless", shows them as far as the icons can tell. test.Panel.Host makes it show them or not,
silently or with a signal; test.Panel.Heard tells "SECONDS SIGNAL" of what the icons said.
"""

import sys
import time

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
PROPERTIES = "org.freedesktop.DBus.Properties"

items = []
heard = []


class Watcher(dbus.service.Object):
    hosted = True

    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="who")
    def RegisterStatusNotifierItem(self, service, who):
        items.append(f"{who} {service}")
        self.StatusNotifierItemRegistered(service)

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return {
            "IsStatusNotifierHostRegistered": dbus.Boolean(self.hosted),
            "RegisteredStatusNotifierItems": dbus.Array(
                [item.split()[0] for item in items], signature="s"
            ),
            "ProtocolVersion": dbus.Int32(0),
        }[name]

    @dbus.service.signal(WATCHER, signature="s")
    def StatusNotifierItemRegistered(self, service):
        pass

    @dbus.service.signal(WATCHER)
    def StatusNotifierHostRegistered(self):
        pass

    @dbus.service.signal(WATCHER)
    def StatusNotifierHostUnregistered(self):
        pass

    @dbus.service.method("test.Panel", in_signature="b")
    def Host(self, hosted):
        self.hosted = bool(hosted)
        if hosted:
            self.StatusNotifierHostRegistered()
        else:
            self.StatusNotifierHostUnregistered()

    @dbus.service.method("test.Panel", out_signature="s")
    def Icon(self):
        return items[-1] if items else ""

    @dbus.service.method("test.Panel", out_signature="s")
    def Heard(self):
        return ";".join(heard)


def gone(name, before, now):
    if not now:
        items[:] = [item for item in items if item.split()[0] != name]


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    bus.add_signal_receiver(gone, "NameOwnerChanged", "org.freedesktop.DBus")
    bus.add_signal_receiver(
        lambda *_, member: heard.append(f"{time.monotonic():.3f} {member}"),
        dbus_interface=ITEM,
        member_keyword="member",
    )
    watcher = Watcher(bus, "/StatusNotifierWatcher")
    watcher.hosted = "hostless" not in sys.argv
    kept = dbus.service.BusName(WATCHER, bus)
    print("ready", flush=True)
    GLib.MainLoop().run()
    return kept


main()
