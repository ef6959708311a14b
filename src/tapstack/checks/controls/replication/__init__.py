"""Controls of replication: where copies go, with which rights, and who learns that they are late."""
