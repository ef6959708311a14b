"""Drills: faults in a living world, with what was lost and how long it took to recover."""
