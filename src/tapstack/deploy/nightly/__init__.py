"""The nightly deployment: which commands it runs, in which order, and the record of what came of them."""
