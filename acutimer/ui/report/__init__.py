"""A page for a doctor: painted as a PDF, with the figures its twin for a browser has too."""
