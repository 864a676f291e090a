"""Files of other programs, read into rows that core.importing plans; none is ever written."""
