"""Gives the core time: the clock, the session's runner and the worker thread."""
