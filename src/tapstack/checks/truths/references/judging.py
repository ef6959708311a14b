"""Every reference of a resource that the table knows, judged one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tapstack.checks.truths.references.table import Row, rows
from tapstack.checks.truths.truth import Fault, Judge
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property

Judging = Callable[[Property, Row, View], Iterator[Fault]]


def of_references(judge: Judging, wanted: Callable[[Row], bool] = lambda _row: True) -> Judge:
    """The judge of a resource that asks ``judge`` of each of its references that is ``wanted``."""

    def whole(site: Property, view: View) -> Iterator[Fault]:
        unknown: NotKnown | None = None
        for row in rows(site.item.type):
            try:
                for place in site.each(row.path) if wanted(row) and _may_have(site, row) else ():
                    if place.pattern:
                        yield from judge(place, row, view)
            except NotKnown as why:
                unknown = unknown or why
        if unknown:
            raise unknown

    return whole


def _may_have(site: Property, row: Row) -> bool:
    """Whether the first step of the path is there at all."""
    first = row.path.partition(".")[0].removesuffix("[]")
    return not isinstance(site.raw, dict) or site.raw.get(first) is not None
