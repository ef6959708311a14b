"""One rule about two stacks a module."""
