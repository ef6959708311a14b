"""What a table consists of, whether it is a Table or a GlobalTable."""

from collections.abc import Iterator

from tapstack.graph.stackset import NotKnown, Property

TABLES = ("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable")
INDEXES = ("GlobalSecondaryIndexes", "LocalSecondaryIndexes")


def indexes(table: Property) -> Iterator[Property]:
    """Its secondary indexes, global ones first."""
    for name in INDEXES:
        yield from table[name].items


def key_schemas(table: Property) -> Iterator[Property]:
    """The key schema of the table, then those of its indexes."""
    for place in (table, *indexes(table)):
        if place["KeySchema"].given:
            yield place["KeySchema"]


def key_names(table: Property) -> Iterator[Property]:
    """The name of every attribute of a key."""
    for schema in key_schemas(table):
        if isinstance(schema.raw, dict):
            raise NotKnown(f"{schema.label} has the form of long ago")
        yield from (element["AttributeName"] for element in schema.items)


def on_demand(table: Property) -> bool:
    """Whether the table is paid for by request; else, and where nothing is said, its capacity is provisioned."""
    return table["BillingMode"].equals("PAY_PER_REQUEST")
