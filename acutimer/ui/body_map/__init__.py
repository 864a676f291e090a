"""The body with its points: pictures, places, markers and the widget that shows them."""
