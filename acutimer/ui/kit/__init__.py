"""What every page is built from: looks, words, buttons and arrangements."""
