"""What can say that somebody is away or busy, for tests: quiet_services.py NAME...

Each answers as the real one does; test.Quiet.Set changes what it says. Runs in Debian's own Python.
"""

import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

said = {"idle": 0, "on": False}
log = []


class Mutter(dbus.service.Object):
    @dbus.service.method("org.gnome.Mutter.IdleMonitor", out_signature="t")
    def GetIdletime(self):
        return said["idle"]


class Saver(dbus.service.Object):
    @dbus.service.method("org.freedesktop.ScreenSaver", out_signature="u")
    def GetSessionIdleTime(self):
        return said["idle"]

    @dbus.service.method("org.freedesktop.ScreenSaver", out_signature="b")
    def GetActive(self):
        return said["on"]


class GnomeSaver(dbus.service.Object):
    @dbus.service.method("org.gnome.ScreenSaver", out_signature="b")
    def GetActive(self):
        return said["on"]


class Xfconf(dbus.service.Object):
    @dbus.service.method("org.xfce.Xfconf", in_signature="ss", out_signature="v")
    def GetProperty(self, channel, name):
        assert (channel, name) == ("xfce4-notifyd", "/do-not-disturb")
        return dbus.Boolean(said["on"], variant_level=1)


class GnomeSession(dbus.service.Object):
    @dbus.service.method("org.gnome.SessionManager", in_signature="u", out_signature="b")
    def IsInhibited(self, flags):
        assert flags == 8
        return said["on"]


class Power(dbus.service.Object):
    @dbus.service.method("org.freedesktop.PowerManagement.Inhibit", out_signature="b")
    def HasInhibit(self):
        return said["on"]


class KdePower(dbus.service.Object):
    @dbus.service.method(
        "org.kde.Solid.PowerManagement.PolicyAgent", in_signature="u", out_signature="b"
    )
    def HasInhibition(self, kinds):
        assert kinds == 4
        return said["on"]


class Server(dbus.service.Object):
    """A notification server; what it was told stands in test.Quiet.Log."""

    able = ("body", "actions", "body-markup")

    @dbus.service.method("org.freedesktop.DBus.Properties", in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        assert (interface, name) == ("org.freedesktop.Notifications", "Inhibited")
        return dbus.Boolean(said["on"], variant_level=1)

    @dbus.service.method("org.freedesktop.Notifications", out_signature="as")
    def GetCapabilities(self):
        return self.able

    @dbus.service.method(
        "org.freedesktop.Notifications", in_signature="susssasa{sv}i", out_signature="u"
    )
    def Notify(self, name, before, icon, title, words, actions, hints, stays):
        assert hints["urgency"] == 1 and hints["desktop-entry"] == icon
        log.append(f"{title}|{words}|{','.join(actions)}|{stays}")
        return 41 + sum("|" in one for one in log)

    @dbus.service.method("org.freedesktop.Notifications", in_signature="u")
    def CloseNotification(self, number):
        log.append(f"closed {number}")
        self.NotificationClosed(number, 3)

    @dbus.service.signal("org.freedesktop.Notifications", signature="uu")
    def NotificationClosed(self, number, reason):
        pass

    @dbus.service.signal("org.freedesktop.Notifications", signature="us")
    def ActionInvoked(self, number, action):
        pass

    @dbus.service.signal("org.freedesktop.Notifications", signature="us")
    def ActivationToken(self, number, token):
        pass

    @dbus.service.method("test.Quiet", in_signature="us")
    def Press(self, number, action):
        self.ActivationToken(number, "a-token")
        self.ActionInvoked(number, action)


class PlainServer(Server):
    able = ("body",)


class Quiet(dbus.service.Object):
    @dbus.service.method("test.Quiet", in_signature="sv")
    def Set(self, key, value):
        said[key] = value

    @dbus.service.method("test.Quiet", out_signature="s")
    def Log(self):
        return ";".join(log)


NAMES = {
    "mutter": ("org.gnome.Mutter.IdleMonitor", Mutter, "/org/gnome/Mutter/IdleMonitor/Core"),
    "saver": ("org.freedesktop.ScreenSaver", Saver, "/org/freedesktop/ScreenSaver"),
    "gnome-saver": ("org.gnome.ScreenSaver", GnomeSaver, "/org/gnome/ScreenSaver"),
    "xfconf": ("org.xfce.Xfconf", Xfconf, "/org/xfce/Xfconf"),
    "gnome-session": ("org.gnome.SessionManager", GnomeSession, "/org/gnome/SessionManager"),
    "power": (
        "org.freedesktop.PowerManagement.Inhibit",
        Power,
        "/org/freedesktop/PowerManagement/Inhibit",
    ),
    "kde-power": (
        "org.kde.Solid.PowerManagement.PolicyAgent",
        KdePower,
        "/org/kde/Solid/PowerManagement/PolicyAgent",
    ),
    "server": ("org.freedesktop.Notifications", Server, "/org/freedesktop/Notifications"),
    "plain-server": (
        "org.freedesktop.Notifications",
        PlainServer,
        "/org/freedesktop/Notifications",
    ),
}


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    kept = [Quiet(bus, "/"), dbus.service.BusName("test.Quiet", bus)]
    for word in sys.argv[1:]:
        name, kind, path = NAMES[word]
        kept += [kind(bus, path), dbus.service.BusName(name, bus)]
    print("ready", flush=True)
    GLib.MainLoop().run()


main()
