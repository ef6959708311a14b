"""What a call asks of IAM: actions, the resources that its parameters name, and the values of condition keys."""

from tapstack.simulate.behaviours.permissions.asks.asks import Ask, NotInTheTableError, asks

__all__ = ["Ask", "NotInTheTableError", "asks"]
