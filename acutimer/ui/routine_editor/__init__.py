"""The page on which one writes a routine of one's own."""
