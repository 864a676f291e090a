"""The sums of the copies in this folder; written by packaging/checked_rules.py."""

from __future__ import annotations

SUMS = {
    "emergency.toml": "23bc7f3aa6deec90ad6febf7d82ccf2058bfa565763c60a4241fd26b8711a1a7",
    "safety.toml": "a6bfa90e1912f78414114533da5f0868d76c726a3e9f486ac2b836c83a5e6731",
}
