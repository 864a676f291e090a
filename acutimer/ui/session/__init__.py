"""The page that leads through a session, in the light and in the dark."""
