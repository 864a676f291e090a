"""Notes of other programs: what an import will do, what it asks, and one button to do it."""
