"""The full card of one point."""
