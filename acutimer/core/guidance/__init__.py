"""What is said, shown as a caption and announced while one is led, and at which moment."""
