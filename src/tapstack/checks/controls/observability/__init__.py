"""Controls of logs and alarms: what happens is kept, and what goes wrong is told."""
