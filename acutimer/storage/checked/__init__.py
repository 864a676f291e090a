"""The sums of the copies in this folder; written by packaging/checked_rules.py."""

from __future__ import annotations

SUMS = {
    "emergency.toml": "23bc7f3aa6deec90ad6febf7d82ccf2058bfa565763c60a4241fd26b8711a1a7",
    "safety.toml": "dc72bc9ee608124112113c3c3bb6a502dc309c63e9000d4bd6f574ce7489c252",
}
