"""The small window that reminds where the desktop's notifications have no buttons."""
