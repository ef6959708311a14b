"""DNS: zones, records and health checks."""
