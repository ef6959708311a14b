"""Which function answers which operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import (
    change_sets,
    describing,
    drift,
    events,
    exports,
    policies,
    resources,
    stack_instances,
    stack_set_auto_deployment,
    stack_set_drifts,
    stack_set_imports,
    stack_set_operations,
    stack_set_updates,
    stack_sets,
    stacks,
    summaries,
    templates,
)

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account

Operation = Callable[["Account", str, Mapping[str, Any]], Mapping[str, Any]]
"""Account, region and the request's members give the answer's, as botocore's model names them.

Raises StackError or StackSetError for what AWS refuses.
"""

_GROUPS = (
    *(stacks, describing, events, resources, change_sets, drift, exports, policies, summaries, templates),
    *(stack_sets, stack_set_updates, stack_instances, stack_set_operations, stack_set_drifts, stack_set_imports),
    stack_set_auto_deployment,
)


@cache
def operations() -> dict[str, Operation]:
    """Every operation that is answered, by its name."""
    return {name: work for group in _GROUPS for name, work in group.OPERATIONS.items()}
