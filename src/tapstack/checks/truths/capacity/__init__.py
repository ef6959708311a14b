"""Whether what is deployed carries the configured workload, and how long what failed can be found."""
