"""After a session: the rating, and the page that says to stop."""
