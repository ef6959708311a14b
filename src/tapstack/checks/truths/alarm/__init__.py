"""Alarms, dashboards and the metrics that they watch."""
