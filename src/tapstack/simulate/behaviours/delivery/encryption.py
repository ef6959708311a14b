"""Keys that AWS manages: roles may use them through their service, and no service may.

Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html and
https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html. The permissions see to keys of one's own, and the
guard of keys that cannot be used to calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life


def shut_out(life: Life, region: str, key: str, principal: str) -> str:
    """Why AWS's own key keeps a principal from what it encrypts; empty where it does not, or where there is no key."""
    if key and principal.endswith(".amazonaws.com") and life.permissions.facts.is_of_aws(region, key):
        return f"KMS.AccessDeniedException: {key} lets no service in"
    return ""
