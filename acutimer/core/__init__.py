"""What should happen and when: plain values in, plain values out. No Qt, files, clock or locale."""
