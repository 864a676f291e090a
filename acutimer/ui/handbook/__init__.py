"""What can be read in peace: About, Sources, Technique, Questions and answers."""
