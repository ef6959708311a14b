"""Who may do what: the policies of roles and resources as the account holds them."""

from tapstack.simulate.behaviours.permissions.permissions import Permissions

__all__ = ["Permissions"]
