"""A truth about records, whether they stand alone or in a group."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.route53.records import records_in
from tapstack.checks.truths.truth import Fault, Judge
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def each_record(judge: Callable[[Property, View], Iterator[Fault]]) -> Judge:
    """Judges every record of a resource, each on its own."""

    def judged(resource: Property, view: View) -> Iterator[Fault]:
        yield from one_by_one(records_in(resource), lambda record: judge(record, view))

    return judged
