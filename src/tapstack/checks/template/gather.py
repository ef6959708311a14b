"""Everything that the packages below noticed, region by region."""

from collections.abc import Iterable, Iterator
from typing import Any

from tapstack.checks.subject import Subject
from tapstack.findings import Problem
from tapstack.template import Unresolved


def problems(subject: Subject) -> dict[str, list[Problem]]:
    """The problems of each region, each once; those of no region are in every one."""
    common = list(_common(subject))
    return {region: _once([*common, *_regional(subject, region)]) for region in subject.regions}


def _common(subject: Subject) -> Iterator[Problem]:
    from tapstack.template import structure

    yield from subject.template.problems
    yield from structure.problems(subject.template)
    yield from subject.parameters.problems
    yield from subject.rules.problems
    yield from subject.program.problems
    yield from subject.values.problems


def _regional(subject: Subject, region: str) -> Iterator[Problem]:
    from tapstack.graph import stack_graph
    from tapstack.graph.checks import problems as circles

    stack = subject.stacks[region]
    yield from subject.rules.evaluate(subject.values, _pseudo(subject, region))
    yield from stack.problems
    yield from circles(stack_graph(stack))


def _pseudo(subject: Subject, region: str) -> dict[str, Any]:
    """What Rules may refer to beside parameters; the account stays open unless it was given."""
    from tapstack.facts.regions import partition, url_suffix

    account = subject.account_id or Unresolved("Ref", "AWS::AccountId", "The account was not given.")
    known = {"AWS::Region": region, "AWS::AccountId": account}
    return known | {"AWS::Partition": partition(region), "AWS::URLSuffix": url_suffix(region)}


def _once(found: Iterable[Problem]) -> list[Problem]:
    return list({(p.check.id, p.path, p.message, p.line, p.column): p for p in found}.values())
