"""Streams, their capacity, their consumers."""
