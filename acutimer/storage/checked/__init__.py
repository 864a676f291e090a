"""The sums of the copies in this folder; written by packaging/checked_rules.py."""

from __future__ import annotations

SUMS = {
    "emergency.toml": "81845aa5f4d86dda5b145494568207b0d1efa85e60f7c3f54e33c6f9f2250e94",
    "safety.toml": "c8928c5d440099b90f9ed16459e3f141db007168e19aaaf40ea5adb58a0a3110",
}
