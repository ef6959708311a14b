"""Where moto does other than AWS and no public setting helps: a file for each hook, and a test that it still holds.

The names that hooks change are moto's own and private: moto is pinned, and a canary test for each hook fails where a
new version has another name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tapstack.simulate.cloud.hooks.bus_updates import bus_updates
from tapstack.simulate.cloud.hooks.changed_tables import changed_tables
from tapstack.simulate.cloud.hooks.earlier_items import earlier_items
from tapstack.simulate.cloud.hooks.event_tags import event_tags
from tapstack.simulate.cloud.hooks.function_settings import function_settings
from tapstack.simulate.cloud.hooks.keys_by_arn import keys_by_arn
from tapstack.simulate.cloud.hooks.late_locks import late_locks
from tapstack.simulate.cloud.hooks.log_group_keys import log_group_keys
from tapstack.simulate.cloud.hooks.managed_policies import managed_policies
from tapstack.simulate.cloud.hooks.object_versions import object_versions
from tapstack.simulate.cloud.hooks.plan_versions import plan_versions
from tapstack.simulate.cloud.hooks.quick import quick
from tapstack.simulate.cloud.hooks.regional_arns import regional_arns
from tapstack.simulate.cloud.hooks.symmetric_keys import symmetric_keys
from tapstack.simulate.cloud.hooks.unasked_logging import unasked_logging
from tapstack.simulate.cloud.hooks.undelivered import undelivered
from tapstack.simulate.cloud.hooks.unjudged_policies import unjudged_policies
from tapstack.simulate.cloud.hooks.watched_tables import watched_tables

_HOOKS = (
    bus_updates,
    changed_tables,
    earlier_items,
    event_tags,
    function_settings,
    keys_by_arn,
    late_locks,
    log_group_keys,
    managed_policies,
    object_versions,
    plan_versions,
    quick,
    regional_arns,
    symmetric_keys,
    unasked_logging,
    undelivered,
    unjudged_policies,
    watched_tables,
)


@contextmanager
def hooked() -> Iterator[None]:
    """While every hook is in place."""
    with ExitStack() as stack:
        for hook in _HOOKS:
            stack.enter_context(hook())
        yield
