"""The sums of the copies in this folder; written by packaging/checked_rules.py."""

from __future__ import annotations

SUMS = {
    "emergency.toml": "23bc7f3aa6deec90ad6febf7d82ccf2058bfa565763c60a4241fd26b8711a1a7",
    "safety.toml": "9a700945707f6c81983c33510ab76ba754986adbff1a33db298204f57cfeb0c1",
}
