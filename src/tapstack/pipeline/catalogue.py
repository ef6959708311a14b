"""Every check of our own, whichever package it is made in. Rules of cfn-lint and of Guard are not ours."""

from functools import cache
from importlib import import_module

from tapstack.checks.template.checks import PRODUCERS
from tapstack.findings import Check

_MODULES = (
    *PRODUCERS,
    "tapstack.checks.truths.catalogue",
    "tapstack.checks.links.checks",
    "tapstack.checks.pair.catalogue",
    "tapstack.checks.template.checks",
    "tapstack.checks.lint.checks",
    "tapstack.checks.policy.checks",
    "tapstack.checks.controls.catalogue",
    "tapstack.pipeline.waivers.checks",
    "tapstack.pipeline.controls.checks",
    "tapstack.simulate.checks",
    "tapstack.deploy.results.checks",
    "tapstack.deploy.checks",
    "tapstack.deploy.taskcat.checks",
)


@cache
def own_checks() -> dict[str, Check]:
    """The checks by id."""
    return {check.id: check for name in _MODULES for check in import_module(name).CHECKS}
