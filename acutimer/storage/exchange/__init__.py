"""Notes that leave acutimer for other programs."""
