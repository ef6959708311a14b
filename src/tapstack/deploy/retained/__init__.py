"""What a deleted stack leaves: the stores that the rendered template keeps, and what of them is there."""

from tapstack.deploy.retained.everywhere import everywhere, placed
from tapstack.deploy.retained.found import Found, Given, access_to, find
from tapstack.deploy.retained.named import Retained, retained
from tapstack.deploy.retained.owners import owner

__all__ = ["Found", "Given", "Retained", "access_to", "everywhere", "find", "owner", "placed", "retained"]
