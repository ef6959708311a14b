"""Whether what is to be imported is there, and free.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-import.html (it exists, and no other
stack has it); the sentence about what is not there is that of the registry's handlers (botocore cloudcontrol,
ResourceNotFoundException), the other one is assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tapstack.simulate.engine.importing.wish import Import
from tapstack.simulate.engine.job import begin
from tapstack.simulate.engine.refusals import handler_code
from tapstack.simulate.resources import Made, RefusedError, UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.engine.definition import Definition
    from tapstack.simulate.engine.hands import Hands
    from tapstack.simulate.engine.job import Job
    from tapstack.simulate.engine.live import LiveStack

NOT_FOUND = "NotFound"


def look(hands: Hands, live: LiveStack, wanted: Definition, imports: Sequence[Import]) -> str:
    """Why these cannot be imported; empty where they can. Asks the services, and changes nothing."""
    job = begin(hands, live, wanted)
    by_name = {one.logical_id: one for one in imports}
    for name in [name for name in wanted.order if name in by_name]:
        try:
            made = find(job, by_name[name])
        except (RefusedError, UnsupportedError) as error:
            return _said(by_name[name], error)
        owner = owned_by(hands.stacks.values(), live, by_name[name].type, made)
        if owner:
            return owner
        job.filling.know(name, made.physical_id, made.attributes)
    return ""


def find(job: Job, one: Import) -> Made:
    """What is there. Raises RefusedError, or UnsupportedError where it cannot be found out."""
    wanted = job.hands.wanted(job.definition, job.filling, one.logical_id, 1)
    job.hands.clock.show()
    owner = replace(job.live.owner, tags=job.definition.tags)
    return job.hands.provider.adopt(owner, one.identifier, wanted)


def owned_by(stacks: Iterable[LiveStack], live: LiveStack, type_name: str, made: Made) -> str:
    """What is said of a resource that a stack of the region has; empty where none has."""
    for other in stacks:
        for resource in other.made() if other.owner.region == live.owner.region else ():
            if (resource.type, resource.physical_id) == (type_name, made.physical_id):
                return f"Resource {made.physical_id} already exists in stack {other.owner.stack_id}"
    return ""


def _said(one: Import, error: RefusedError | UnsupportedError) -> str:
    if isinstance(error, RefusedError) and handler_code(error) == NOT_FOUND:
        return (
            f"Resource of type '{one.type}' with identifier '{one.physical_id}' was not found. "
            f"(HandlerErrorCode: {NOT_FOUND})"
        )
    return str(error)
