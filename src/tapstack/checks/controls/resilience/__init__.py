"""Controls of resilience: failover can happen."""
