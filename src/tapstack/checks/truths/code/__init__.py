"""The code of functions that stands in the template, and what it counts on."""
