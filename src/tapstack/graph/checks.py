"""What can be wrong with the dependencies of a stack."""

from itertools import pairwise

from tapstack.findings import Check, Problem, Status, TemplatePath
from tapstack.graph.model import Graph

CYCLE = Check(
    "GRAPH-001",
    "template",
    "Resources do not depend on each other in a circle",
    "CloudFormation refuses the template: circular dependency between resources. Nothing is made.",
    "Break the circle at one place: write the name or ARN out of parameters instead of referring to the resource, "
    "or move the reference into a resource of its own (a policy, an ingress rule) that needs both.",
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html"
    "#troubleshooting-errors-circular-dependency",
)
CHECKS = (CYCLE,)


def problems(graph: Graph) -> tuple[Problem, ...]:
    """One problem for each circle, at the reference by which its first resource enters it."""
    sure = graph.certain_cycles
    known = {name for cycle in sure for name in cycle}
    perhaps = [cycle for cycle in graph.cycles if known.isdisjoint(cycle)]
    return (
        *(_problem(graph, cycle, Status.FAIL) for cycle in sure),
        *(_problem(graph, cycle, Status.UNKNOWN) for cycle in perhaps),
    )


def _problem(graph: Graph, cycle: list[str], status: Status) -> Problem:
    steps = (f"{dependent} -{graph.kinds[dependent, needed]}-> " for dependent, needed in pairwise(cycle))
    path: TemplatePath = ("Resources", cycle[0])
    ending = "" if status is Status.FAIL else ", if conditions that are not known let it close"
    return Problem(CYCLE, path, f"Circular dependency: {''.join(steps)}{cycle[-1]}{ending}.", status=status)
