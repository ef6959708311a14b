"""Stores: what holds data and outlives its stack. One module for each type, plain functions over boto3 clients.

``look`` tells what is there, ``remove`` empties and deletes it and says how that ended. Nothing here decides which
stores may go: who calls does.
"""

from tapstack.deploy.stores.access import Access, Wishes
from tapstack.deploy.stores.kinds import KINDS, Kind, kind_of
from tapstack.deploy.stores.outcome import ABSENT, DELETED, LEFT, SCHEDULED, UNDER_WAY, Outcome
from tapstack.deploy.stores.refusals import code_of, told
from tapstack.deploy.stores.seen import Seen

__all__ = [
    "ABSENT",
    "DELETED",
    "KINDS",
    "LEFT",
    "SCHEDULED",
    "UNDER_WAY",
    "Access",
    "Kind",
    "Outcome",
    "Seen",
    "Wishes",
    "code_of",
    "kind_of",
    "told",
]
