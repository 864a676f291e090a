"""The window itself: its rail, notices, list of keys and tray icon."""
