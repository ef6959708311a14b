"""The two roles of self-managed StackSets: whether CloudFormation may work through them in an account.

Sources of the messages: the examples of the API reference of ListStackSetOperationResults, and
https://github.com/aws-solutions/aws-control-tower-customizations/issues/109, which shows that a role is named with its
path. Source of who assumes whom:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapstack.access import Given, Request, Role, Service
from tapstack.facts.regions import partition
from tapstack.simulate.behaviours.permissions.evaluation import Standing, decide
from tapstack.simulate.behaviours.permissions.identities import Identities

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.permissions.identities import Identity
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.stackset import StackSet, Target

ADMINISTRATION_ROLE = "AWSCloudFormationStackSetAdministrationRole"
"""The role in the administrator account where none is named. Source: the page of the user guide above."""
_ASSUME = "sts:AssumeRole"


def administration_role(stack_set: StackSet, account: str, region: str) -> str:
    """The ARN of the role that CloudFormation assumes for a set that is managed from a region."""
    default = f"arn:{partition(region) or 'aws'}:iam::{account}:role/{ADMINISTRATION_ROLE}"
    return stack_set.administration_role or default


def barred(cloud: Cloud, stack_set: StackSet, target: Target) -> str:
    """Why CloudFormation may not work at a target; empty where it may. Only one account has roles here."""
    region = stack_set.arn.split(":")[3]
    administration = administration_role(stack_set, cloud.account_id, region)
    name = administration.partition(":role/")[2]
    identities = Identities(cloud)
    administrator = identities.of(administration)
    if not _lets_in_cloudformation(administrator, stack_set, cloud.account_id, region):
        wanted = f"Account {cloud.account_id} should have '{name}' role"
        return f"{wanted} with trust relationship to CloudFormation service."
    execution = f"{administration.partition(':role/')[0]}:role/{stack_set.execution_role}"
    there = target.account == cloud.account_id
    if not there or not _lets_in(identities.of(execution), administrator, administration, execution):
        wanted = f"Account {target.account} should have '{stack_set.execution_role}' role"
        return f"{wanted} with trust relationship to Role '{name}'."
    return ""


def _lets_in_cloudformation(role: Identity, stack_set: StackSet, account: str, region: str) -> bool:
    """Source of the condition keys: the page of the user guide, which uses both in the role's trust policy."""
    keys = {"aws:sourceaccount": Given((account,)), "aws:sourcearn": Given((stack_set.arn,))}
    service = Service("cloudformation.amazonaws.com", region)
    return decide(Standing(None, role.trust), Request(_ASSUME, "", keys, service, complete=True)) is None


def _lets_in(role: Identity, administrator: Identity, by: str, resource: str) -> bool:
    """Whether the administration role may assume the other."""
    keys = {"aws:principalarn": Given((by,)), "aws:principalaccount": Given((by.split(":")[4],))}
    request = Request(_ASSUME, resource, keys, Role(by, by.split(":")[4]), complete=True)
    return decide(Standing(administrator, role.trust), request) is None
