"""What a deleted stack left, taken into a new instance of the StackSet: ``tapstack adopt``."""
