"""The Press page: what to press, where it is, and Start."""
