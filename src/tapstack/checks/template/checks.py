"""The checks of this layer: those of the packages that find the problems, and one of its own."""

from importlib import import_module

from tapstack.findings import Check

EXISTS = Check(
    id="TPL-090",
    layer="template",
    title="Whether the resource exists can be decided",
    why="A condition that only AWS can decide leaves every verdict on the resource open.",
    fix="Give the parameters that the condition depends on (--parameter NAME=VALUE).",
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html",
)
CHECKS = (EXISTS,)

PRODUCERS = (
    "tapstack.template.checks",
    "tapstack.template.embedding.checks",
    "tapstack.template.parameter_checks",
    "tapstack.template.rule_checks",
    "tapstack.render.checks",
    "tapstack.graph.checks",
)
ABOUT_RESOURCES = ("FN-", "GRAPH-")


def produced() -> tuple[Check, ...]:
    """Every check whose problems this layer gathers, by id."""
    found = {check.id: check for name in PRODUCERS for check in import_module(name).CHECKS}
    return tuple(found[key] for key in sorted(found))


def about_resources(check: Check) -> bool:
    """Whether it is counted for each resource, or once for the template."""
    return check.id.startswith(ABOUT_RESOURCES)
