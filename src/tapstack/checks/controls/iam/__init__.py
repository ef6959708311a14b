"""Controls of roles: what they are granted, and what is done under them."""
