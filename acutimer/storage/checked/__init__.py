"""The sums of the copies in this folder; written by packaging/checked_rules.py."""

from __future__ import annotations

SUMS = {
    "emergency.toml": "23bc7f3aa6deec90ad6febf7d82ccf2058bfa565763c60a4241fd26b8711a1a7",
    "safety.toml": "94dbd90e23bfbb0345837f30604efc71fdd09d6fd9f00c41593ec31b8270c939",
}
