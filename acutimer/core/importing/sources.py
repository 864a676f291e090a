"""The programs whose files can be imported, by the id that is noted, and what each is called."""

from __future__ import annotations

#: Files that acutimer wrote itself; their rows are known by the ids of their entries.
OWN = "acutimer"
#: What each source is called.
SOURCES = {
    OWN: "acutimer",
    "migraine-buddy": "Migraine Buddy",
    "table": "a table",
    "track-and-graph": "Track & Graph",
    "loop": "Loop Habit Tracker",
    "daylio": "Daylio",
    "apple-health": "Apple Health",
    "health-connect": "Health Connect",
    "cluster": "Cluster Headache Tracker",
    "headi": "Headi",
    "bearable": "Bearable",
}
