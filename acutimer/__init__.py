"""acutimer: a timer and diary for pressing points oneself, with hands and eyes busy.

A pure core says what should happen and when; runtime gives it time; storage, audio, desktop and
ui each touch one part of the world and never each other; app alone knows them all. The core returns
values; only the outer ring has effects.
"""

__version__ = "0.1.0"

#: The one identity the desktop knows us by: launcher, icons, bus name, window class.
APP_ID = "io.github.acutimer.acutimer"
