"""Streams of Kinesis and of tables, and the functions that read them."""

from tapstack.simulate.behaviours.streams.mappings import Mappings
from tapstack.simulate.behaviours.streams.sources import Sources

__all__ = ["Mappings", "Sources"]
