"""Names in a request: of sets, accounts, regions and operations.

Source: botocore cloudformation, the shapes named beside each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapstack.facts.stack_sets import NAME
from tapstack.simulate.stackset.contract import Target
from tapstack.simulate.stackset.errors import invalid

_ACCOUNT = r"[0-9]{12}"  # Account
_REGION = r"[a-zA-Z0-9-]{1,128}"  # Region
_OPERATION_ID = r"[a-zA-Z0-9][-a-zA-Z0-9]{0,127}"  # ClientRequestToken


def set_name(name: str) -> str:
    """The name of a set. Raises StackSetError for one that AWS does not take."""
    return _of_pattern("stackSetName", NAME, name)


def operation_id(given: str) -> str:
    """The id of an operation. Raises StackSetError for one that AWS does not take."""
    return _of_pattern("operationId", _OPERATION_ID, given)


def region_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names of regions. Raises StackSetError for one that AWS does not take."""
    return tuple(_of_pattern("regions", _REGION, name) for name in names)


def targets_of(accounts: Sequence[str], regions: Sequence[str]) -> tuple[Target, ...]:
    """Every account in every region. Raises StackSetError where there is none: nothing says where to deploy.

    Source: the documentation of CreateStackInstances: at least one of Accounts or DeploymentTargets, and of Regions.
    """
    if not accounts:
        raise invalid("Either Accounts or DeploymentTargets must be specified")
    if not regions:
        raise invalid("Regions must be specified")
    names = [_of_pattern("accounts", _ACCOUNT, account) for account in accounts]
    return tuple(dict.fromkeys(Target(account, region) for region in region_names(regions) for account in names))


def _of_pattern(member: str, pattern: str, value: str) -> str:
    if not re.fullmatch(pattern, value):
        raise invalid(f"Value '{value}' at '{member}' failed to satisfy constraint: it must match {pattern}")
    return value
