"""The sums of the copies in this folder; written by packaging/checked_rules.py."""

from __future__ import annotations

SUMS = {
    "emergency.toml": "23bc7f3aa6deec90ad6febf7d82ccf2058bfa565763c60a4241fd26b8711a1a7",
    "safety.toml": "c8928c5d440099b90f9ed16459e3f141db007168e19aaaf40ea5adb58a0a3110",
}
