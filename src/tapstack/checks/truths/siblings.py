"""Resources of a kind beside each other, in an order that does not hang on how the template is written."""

from collections.abc import Iterator

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Item


def earlier(item: Item, view: View, *types: str) -> Iterator[Item]:
    """Those of the same region that are surely made and whose logical ids come before."""
    for other in view.all(*(types or (item.type,)), region=item.region):
        if other.certain and other.logical_id < item.logical_id:
            yield other
