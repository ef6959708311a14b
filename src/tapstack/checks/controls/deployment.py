"""Which regions a deployment is in."""

from collections.abc import Iterable

from tapstack.checks.controls.control import NotAskedError
from tapstack.checks.truths.view import View


def outside(regions: Iterable[str], view: View) -> list[str]:
    """Those that are none of the deployment's. Raises NotAskedError where one region alone is looked at, not them."""
    found = sorted(set(regions) - set(view.regions))
    if found and len(view.regions) == 1:
        where = " and ".join(found)
        raise NotAskedError(f"Only {view.regions[0]} is looked at, and {where} may be of the deployment, too")
    return found
