"""What the desktop offers: one copy, a launcher, and what is there at all.

Must never import storage, audio or ui; it says what was asked and does what it is told.
"""
