"""The replicas of a global table, with the regions where they are."""

from collections.abc import Iterator

from tapstack.graph.stackset import Item, Property


def regions(table: Property) -> list[str]:
    """The regions of its replicas, in order. Raises NotKnown."""
    return [replica["Region"].text for replica in table["Replicas"].items]


def homes(table: Item) -> Iterator[str]:
    """Every region in which making ``table`` makes a table of its name. Raises NotKnown."""
    if table.type == "AWS::DynamoDB::GlobalTable":
        yield from regions(table.properties)
    else:
        yield table.region
