"""Log groups, their filters, and who writes into them."""
