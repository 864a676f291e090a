"""The safety questions and what their answers switch off."""
