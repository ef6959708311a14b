"""An adoption from the first region to the set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tapstack.deploy.adopt.context import Context
from tapstack.deploy.adopt.drift import Difference, differences
from tapstack.deploy.adopt.joining import join, overridden
from tapstack.deploy.adopt.proof import faults
from tapstack.deploy.adopt.stack import adopted
from tapstack.deploy.standing.sets import StandingSet
from tapstack.deploy.standing.stacks import StandingStack

IMPORT_COMPLETE = "IMPORT_COMPLETE"


@dataclass
class Adoption:
    """What came of it; ``faults`` are sentences on what an import should not have done."""

    stacks: dict[str, StandingStack] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    overrides: Mapping[str, list[str]] = field(default_factory=dict)
    stack_set: StandingSet | None = None

    @property
    def succeeded(self) -> bool:
        """Whether everything is in the set, and nothing was changed on the way."""
        return self.stack_set is not None and not self.faults

    @property
    def deployed(self) -> bool:
        """Whether each of the stacks was updated after its import."""
        return all(stack.status != IMPORT_COMPLETE for stack in self.stacks.values())


def adopt(context: Context) -> Adoption:
    """Imports region by region in the order of deployment, proves that nothing was changed, and joins the set.

    Raises DeployError; the next run goes on from what is there. Where an import changed something it does not go on.
    """
    done = Adoption()
    for region in context.plan.regions:
        stack = done.stacks[region] = adopted(context, region)
        if stack.status != IMPORT_COMPLETE:
            context.note(f"{region}: {stack.name} is {stack.status}: it was deployed since")
            continue
        done.faults += faults(context, stack, context.plan.missing(region))
        if done.faults:
            return done
        context.note(f"{region}: {stack.name} is {stack.status}; nothing was created, changed or deleted")
        done.differences += differences(context, stack)
    done.stack_set = join(context, done.stacks)
    done.overrides = dict(overridden(context, context.plan.regions))
    return done
