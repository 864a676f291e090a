"""The programs whose files can be imported, by the id that is noted, and what each is called."""

from __future__ import annotations

#: Files that acutimer wrote itself; their rows are known by the ids of their entries.
OWN = "acutimer"
#: A table of a program that nobody knows.
ANY = "table"
#: What each source is called.
SOURCES = {
    OWN: "acutimer",
    "migraine-buddy": "Migraine Buddy",
    ANY: "a table",
    "track-and-graph": "Track & Graph",
    "loop": "Loop Habit Tracker",
    "daylio": "Daylio",
    "apple-health": "Apple Health",
    "health-connect": "Health Connect",
    "cluster": "Cluster Headache Tracker",
    "headi": "Headi",
    "bearable": "Bearable",
}
