"""Event buses, rules, their patterns and targets, schedules and archives."""
