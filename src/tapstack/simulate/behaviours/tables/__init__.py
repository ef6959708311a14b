"""DynamoDB: replicas of global tables, and tables that are throttled."""

from tapstack.simulate.behaviours.tables.replication import Tables
from tapstack.simulate.behaviours.tables.throttling import Throttling

__all__ = ["Tables", "Throttling"]
