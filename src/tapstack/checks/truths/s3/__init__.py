"""Buckets, replication, notifications."""
