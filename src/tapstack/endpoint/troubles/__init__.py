"""What is made to go wrong on purpose in the account behind the endpoint."""

from tapstack.endpoint.troubles.failing import ACTIONS, Failing, Failure
from tapstack.endpoint.troubles.refusing import Refusal, Refusals
from tapstack.endpoint.troubles.regions import Regions
from tapstack.endpoint.troubles.rule import ANY
from tapstack.endpoint.troubles.stalling import Stall, Stalls
from tapstack.endpoint.troubles.troubles import Troubles

__all__ = ["ACTIONS", "ANY", "Failing", "Failure", "Refusal", "Refusals", "Regions", "Stall", "Stalls", "Troubles"]
