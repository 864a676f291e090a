"""What holds for every test: windows are drawn offscreen, and a busy machine is no defect."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# a session under test must not be a player on this desktop, keep its screen awake or speak there
os.environ["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/none"
os.environ["SPEECHD_ADDRESS"] = "inet_socket:none"

# How long one example takes says more about the machine than about us; the benchmarks measure.
settings.register_profile("acutimer", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("acutimer")
