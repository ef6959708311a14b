"""The stacks of all regions as one thing: what each region gets, what it is called, and who comes before whom."""

from tapstack.graph.stackset.item import Item
from tapstack.graph.stackset.items import Items
from tapstack.graph.stackset.not_known import NotKnown
from tapstack.graph.stackset.property import Property
from tapstack.graph.stackset.stackset import StackSet

__all__ = ["Item", "Items", "NotKnown", "Property", "StackSet"]
