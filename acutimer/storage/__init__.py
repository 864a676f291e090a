"""Files: the journal, its backups, content, preferences, exports. No Qt."""
