"""How updates of stacks go.

Source: CloudFormation User Guide, custom resources: ServiceTimeout, an hour where it is not given. Assumed: how long
CloudFormation takes over everything else of an update.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.simulate.expectations.interval import Interval

if TYPE_CHECKING:
    from tapstack.simulate.expectations.pair import Pair

BESIDE = Interval(0, 600)
HOUR = 3600


def gives_up(pair: Pair, name: str) -> Interval:
    """From the beginning of an update until it has failed because a resource does not answer."""
    properties = pair.named(pair.target, name)
    if "ServiceTimeout" not in properties:
        raise LookupError(f"{name} has no ServiceTimeout: CloudFormation waits {HOUR} s for its answer")
    timeout = float(properties["ServiceTimeout"])
    return Interval(timeout, timeout).plus(*BESIDE)
