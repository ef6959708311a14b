"""The organization that the account belongs to, if it does: units, and which accounts are in them.

AWS Organizations itself is not simulated. Of service-managed StackSets only what one account sees of them is: it is a
member, and the delegated administrator for StackSets. The management account, to which they never deploy, is another:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-associate-stackset-with-org.html
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tapstack.simulate.stackset.errors import StackSetError, invalid

UNITS, NONE, UNION, INTERSECTION, DIFFERENCE = (
    "OrganizationalUnitIds",
    "NONE",
    "UNION",
    "INTERSECTION",
    "DIFFERENCE",
)


@dataclass
class Organization:
    """``units`` are the accounts of each organizational unit, those of its child units among them; none: no member."""

    units: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def there(self) -> bool:
        """Whether the account is in an organization."""
        return bool(self.units)

    def accounts(self, wanted: Collection[str], named: Collection[str], filtering: str = UNION) -> list[str]:
        """The accounts of units, with those that are named, without them, or those only.

        Source: botocore cloudformation, shape DeploymentTargets. The message for an unknown unit is assumed.
        """
        for unit in wanted:
            if unit not in self.units:
                raise StackSetError("ValidationError", f"Organizational unit {unit} not found")
        inside = list(dict.fromkeys(account for unit in wanted for account in self.units[unit]))
        chosen: Mapping[str, list[str]] = {
            NONE: inside,
            UNION: list(dict.fromkeys([*inside, *named])),
            INTERSECTION: [account for account in inside if account in named],
            DIFFERENCE: [account for account in inside if account not in named],
        }
        return chosen[filtering]

    def refuse_stranger(self, *, delegated: bool) -> None:
        """Raise StackSetError for a service-managed set of an account that may not have one, or calls as another.

        Sources: https://github.com/pepperize/cdk-organizations/issues/1718 and
        https://github.com/hashicorp/terraform-provider-aws/issues/32536.
        """
        if not self.there:
            how = "tapstack serve gives its account an organization by the control call `organization`"
            raise invalid(f"You must enable organizations access to operate a service managed stack set: {how}")
        if not delegated:
            who = "You must be the management account or delegated admin account of an organization"
            how = "call as the delegated admin that this account is, CallAs=DELEGATED_ADMIN"
            raise invalid(f"{who} before operating a SERVICE_MANAGED stack set: {how}")

    def refuse_delegate(self) -> None:
        """Raise StackSetError for CallAs=DELEGATED_ADMIN of an account that is none.

        Source: https://github.com/hashicorp/terraform-provider-aws/pull/37069
        """
        if not self.there:
            raise invalid("Account used is not a delegated administrator")
