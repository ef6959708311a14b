"""ListStackSetAutoDeploymentTargets. Source: botocore cloudformation, StackSetAutoDeploymentTargetSummary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation.pages import page
from tapstack.endpoint.formation.stack_set_names import stack_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tapstack.endpoint.account import Account

_PAGE = 100


def list_stack_set_auto_deployment_targets(
    account: Account, region: str, params: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The units of a service-managed set, each with the regions in which it has instances."""
    found = stack_set(account, region, params)
    regions = sorted({target.region for target in found.instances})
    shown, more = page(found.units, params.get("NextToken"), params.get("MaxResults", _PAGE))
    return {"Summaries": [{"OrganizationalUnitId": unit, "Regions": regions} for unit in shown], **more}


OPERATIONS = {"ListStackSetAutoDeploymentTargets": list_stack_set_auto_deployment_targets}
