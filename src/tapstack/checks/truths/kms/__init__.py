"""Keys, their policies and aliases, and who uses them."""
