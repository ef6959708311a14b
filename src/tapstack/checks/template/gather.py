"""Everything that the packages below noticed, region by region."""

from collections.abc import Iterable, Iterator

from tapstack.checks.subject import Subject
from tapstack.findings import Problem


def problems(subject: Subject) -> dict[str, list[Problem]]:
    """The problems of each region, each once; those of no region are in every one."""
    common = list(_common(subject))
    return {region: _once([*common, *_regional(subject, region)]) for region in subject.regions}


def _common(subject: Subject) -> Iterator[Problem]:
    from tapstack.template import embedding, structure

    yield from subject.template.problems
    yield from structure.problems(subject.template)
    yield from embedding.problems(subject.template)
    yield from subject.parameters.problems
    yield from subject.rules.problems
    yield from subject.program.problems
    yield from subject.values.problems


def _regional(subject: Subject, region: str) -> Iterator[Problem]:
    from tapstack.graph import stack_graph
    from tapstack.graph.checks import problems as circles

    stack = subject.stacks[region]
    yield from subject.rules.evaluate(subject.values, stack.place.pseudo)
    yield from stack.problems
    yield from stack.doubts
    yield from circles(stack_graph(stack))


def _once(found: Iterable[Problem]) -> list[Problem]:
    """Each problem once; of a place that the structure already refuses, nothing more is said."""
    kept = list({(p.check.id, p.path, p.message, p.line, p.column): p for p in found}.values())
    refused = {problem.path for problem in kept if problem.check.id.startswith("TPL-")}
    return [p for p in kept if p.path not in refused or not p.check.id.startswith("FN-")]
