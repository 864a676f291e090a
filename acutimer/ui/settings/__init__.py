"""Settings, a section a module."""
