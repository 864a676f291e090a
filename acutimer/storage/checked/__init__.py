"""The sums of the copies in this folder; written by packaging/checked_rules.py."""

from __future__ import annotations

SUMS = {
    "emergency.toml": "81845aa5f4d86dda5b145494568207b0d1efa85e60f7c3f54e33c6f9f2250e94",
    "safety.toml": "9a700945707f6c81983c33510ab76ba754986adbff1a33db298204f57cfeb0c1",
}
