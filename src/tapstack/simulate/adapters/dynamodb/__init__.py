"""The resource types of DynamoDB."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.dynamodb.global_table import GlobalTable
from tapstack.simulate.adapters.dynamodb.replicas import REPLICAS
from tapstack.simulate.adapters.dynamodb.table import Table

ADAPTERS: tuple[type[Adapter], ...] = (GlobalTable, Table)

__all__ = ["ADAPTERS", "REPLICAS"]
