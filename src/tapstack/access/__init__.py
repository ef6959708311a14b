"""Who may do what: IAM policies over rendered values, decided as IAM does, or not known."""

from tapstack.access.answers import Answer, answer
from tapstack.access.callers import Role, Service
from tapstack.access.decide import applies, decide
from tapstack.access.documents import Statement, Unread, ones, read, texts
from tapstack.access.globs import like, same
from tapstack.access.grants import caller, policy_allows, role_allows, role_may, service_may, trusts
from tapstack.access.identity_policies import policies_of
from tapstack.access.names import World, account, arn, canonical, partition
from tapstack.access.operators import understood
from tapstack.access.plain import Nowhere, asking, policy
from tapstack.access.request import Given, Request, absent, given, perhaps
from tapstack.access.resource_policies import policies_about

__all__ = [
    "Answer",
    "Given",
    "Nowhere",
    "Request",
    "Role",
    "Service",
    "Statement",
    "Unread",
    "World",
    "absent",
    "account",
    "answer",
    "applies",
    "arn",
    "asking",
    "caller",
    "canonical",
    "decide",
    "given",
    "like",
    "ones",
    "partition",
    "perhaps",
    "policies_about",
    "policies_of",
    "policy",
    "policy_allows",
    "read",
    "role_allows",
    "role_may",
    "same",
    "service_may",
    "texts",
    "trusts",
    "understood",
]
