"""Problems become findings; what no problem was found in becomes PASS, SKIP or UNKNOWN."""

from collections.abc import Iterable, Iterator

from tapstack.checks.own import own, resource_of
from tapstack.checks.subject import Subject
from tapstack.checks.template.checks import EXISTS, about_resources, produced
from tapstack.checks.template.findings import of_problem
from tapstack.checks.template.gather import problems
from tapstack.findings import Check, Finding, Problem, Status
from tapstack.template import Unresolved


def run(subject: Subject) -> Iterator[Finding]:
    """One verdict for each check, region and, where the check is about resources, resource.

    A resource whose condition is unknown passes nothing.
    """
    checks = produced()
    for region, found in problems(subject).items():
        yield from _Region(subject, region).findings(checks, found)


class _Region:
    """Knows which resources one region has, for certain, perhaps or not."""

    def __init__(self, subject: Subject, region: str) -> None:
        stack = subject.stacks[region]
        self.subject = subject
        self.region = region
        self.absent = stack.absent
        self.unknown = {name for name, body in stack.resources.items() if isinstance(body.condition, Unresolved)}
        self.resources = [*stack.resources, *sorted(stack.absent)]

    def findings(self, checks: Iterable[Check], found: list[Problem]) -> Iterator[Finding]:
        for problem in found:
            yield of_problem(self.subject, self.region, problem)
        for name in sorted(self.unknown):
            yield self._verdict(EXISTS, Status.UNKNOWN, name, f"Whether {name} exists depends on what is not known.")
        hit = {(problem.check.id, resource_of(problem.path)) for problem in found}
        troubled = {problem.check.id for problem in found}
        for check in checks:
            if about_resources(check):
                yield from self._each(check, hit)
            elif check.id not in troubled:
                yield self._verdict(check, Status.PASS, None, f"{check.title}.")

    def _each(self, check: Check, hit: set[tuple[str, str | None]]) -> Iterator[Finding]:
        for name in self.resources:
            if (check.id, name) in hit or name in self.unknown:
                continue
            if name in self.absent:
                yield self._verdict(check, Status.SKIP, name, f"{name} does not exist in {self.region}.")
            else:
                yield self._verdict(check, Status.PASS, name, f"{check.title}.")

    def _verdict(self, check: Check, status: Status, resource: str | None, message: str) -> Finding:
        return own(self.subject, check, status, message, ("Resources", resource) if resource else (), self.region)
