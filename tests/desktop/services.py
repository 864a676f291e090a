"""Who can keep a screen awake, for tests: services.py NAME...: saver, portal, gnome, settings.

Runs in Debian's own Python. Keeps what is held by whom and forgets it when that one leaves the
bus, as real desktops do; test.Held.List tells it. "deaf-portal" takes the request and then says
no, "odd-saver" gives what nothing can be given back by.
"""

import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

held = {}  # what is held -> the bus name of who holds it
asked = []


class Saver(dbus.service.Object):
    @dbus.service.method(
        "org.freedesktop.ScreenSaver", in_signature="ss", out_signature="u", sender_keyword="who"
    )
    def Inhibit(self, name, reason, who):
        assert name and reason
        return hold("saver", who)

    @dbus.service.method("org.freedesktop.ScreenSaver", in_signature="u")
    def UnInhibit(self, cookie):
        del held[f"saver {cookie}"]


class OddSaver(dbus.service.Object):
    @dbus.service.method("org.freedesktop.ScreenSaver", in_signature="ss", out_signature="s")
    def Inhibit(self, name, reason):
        return "seven"


class Gnome(dbus.service.Object):
    @dbus.service.method(
        "org.gnome.SessionManager", in_signature="susu", out_signature="u", sender_keyword="who"
    )
    def Inhibit(self, name, window, reason, flags, who):
        assert flags == 8
        return hold("gnome", who)

    @dbus.service.method("org.gnome.SessionManager", in_signature="u")
    def Uninhibit(self, cookie):
        del held[f"gnome {cookie}"]


class Portal(dbus.service.Object):
    says = 0

    @dbus.service.method("org.freedesktop.host.portal.Registry", in_signature="sa{sv}")
    def Register(self, name, options):
        if asked:
            raise dbus.DBusException("already", name="org.freedesktop.portal.Error.Failed")
        asked.append(f"register-{name}")

    @dbus.service.method(
        "org.freedesktop.portal.Inhibit",
        in_signature="sua{sv}",
        out_signature="o",
        sender_keyword="who",
    )
    def Inhibit(self, window, flags, options, who):
        assert flags == 8 and options["reason"]
        assert asked, "Register comes first"
        path = f"/org/freedesktop/portal/desktop/request/1_2/{options['handle_token']}"
        held[f"portal {path}"] = who
        request = Request(self.connection, path)
        GLib.idle_add(lambda: request.Response(self.says, {}) and None)
        return dbus.ObjectPath(path)


class Settings(dbus.service.Object):
    """The settings of a desktop, which a test changes by test.Settings.Set."""

    def __init__(self, *where):
        super().__init__(*where)
        self.told = {
            "org.gnome.desktop.interface": {"text-scaling-factor": 1.25, "cursor-size": 24},
            "org.freedesktop.appearance": {"contrast": dbus.UInt32(0)},
        }

    @dbus.service.method(
        "org.freedesktop.portal.Settings", in_signature="as", out_signature="a{sa{sv}}"
    )
    def ReadAll(self, namespaces):
        return {one: dbus.Dictionary(self.told.get(one, {}), "sv") for one in namespaces}

    @dbus.service.method("test.Settings", in_signature="ssv")
    def Set(self, namespace, key, value):
        self.told.setdefault(namespace, {})[key] = value
        self.SettingChanged(namespace, key, value)

    @dbus.service.signal("org.freedesktop.portal.Settings", signature="ssv")
    def SettingChanged(self, namespace, key, value):
        pass


class Request(dbus.service.Object):
    @dbus.service.method("org.freedesktop.portal.Request")
    def Close(self):
        held.pop(f"portal {self._object_path}", None)
        self.remove_from_connection()

    @dbus.service.signal("org.freedesktop.portal.Request", signature="ua{sv}")
    def Response(self, code, results):
        if code:
            held.pop(f"portal {self._object_path}", None)


class Held(dbus.service.Object):
    @dbus.service.method("test.Held", out_signature="s")
    def List(self):
        return ";".join(sorted(held))


def hold(kind, who):
    hold.cookie += 1
    held[f"{kind} {hold.cookie}"] = who
    return hold.cookie


hold.cookie = 6


def gone(name, before, now):
    if not now:
        for what in [what for what, who in held.items() if who == name]:
            del held[what]


def main():
    dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    bus.add_signal_receiver(gone, "NameOwnerChanged", "org.freedesktop.DBus")
    names = {
        "saver": ("org.freedesktop.ScreenSaver", Saver, "/org/freedesktop/ScreenSaver"),
        "gnome": ("org.gnome.SessionManager", Gnome, "/org/gnome/SessionManager"),
        "portal": ("org.freedesktop.portal.Desktop", Portal, "/org/freedesktop/portal/desktop"),
    }
    names["settings"] = (names["portal"][0], Settings, names["portal"][2])
    names["deaf-portal"] = names["portal"]
    names["odd-saver"] = ("org.freedesktop.ScreenSaver", OddSaver, "/org/freedesktop/ScreenSaver")
    kept = [dbus.service.BusName("test.Held", bus), Held(bus, "/")]
    for word in sys.argv[1:]:
        name, kind, path = names[word]
        made = kind(bus, path)
        if word == "deaf-portal":
            made.says = 2
        kept += [dbus.service.BusName(name, bus), made]
    print("ready", flush=True)
    GLib.MainLoop().run()


main()
