"""CloudWatch: metrics, what is asked of them, and alarms."""
