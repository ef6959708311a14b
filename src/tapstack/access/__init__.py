"""Who may do what: IAM policies over rendered values, decided as IAM does, or not known."""

from tapstack.access.callers import Role, Service
from tapstack.access.decide import decide
from tapstack.access.documents import Statement, Unread, read
from tapstack.access.grants import caller, key_allows, policies_of, policy_allows, role_allows, trusts
from tapstack.access.names import World, account, arn, canonical, partition
from tapstack.access.request import Given, Request, absent, given, perhaps

__all__ = [
    "Given",
    "Request",
    "Role",
    "Service",
    "Statement",
    "Unread",
    "World",
    "absent",
    "account",
    "arn",
    "caller",
    "canonical",
    "decide",
    "given",
    "key_allows",
    "partition",
    "perhaps",
    "policies_of",
    "policy_allows",
    "read",
    "role_allows",
    "trusts",
]
