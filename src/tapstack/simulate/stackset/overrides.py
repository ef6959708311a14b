"""The values of parameters that an instance has of its own.

Source: botocore cloudformation, CreateStackInstancesInput and UpdateStackInstancesInput, member ParameterOverrides.
"""

from __future__ import annotations

from collections.abc import Mapping

from tapstack.simulate.stackset.contract import Wish
from tapstack.simulate.stackset.errors import invalid

Overrides = Mapping[str, str | None]
"""A list of parameters: None for a value is UsePreviousValue."""


def overridden(given: Overrides | None, present: Mapping[str, str]) -> dict[str, str]:
    """The instance's own values afterwards. Without a list they stay; one that the list leaves out is the set's again.

    That UsePreviousValue of a parameter that is not overridden overrides nothing is assumed.
    """
    if given is None:
        return dict(present)
    values = {name: present.get(name) if value is None else value for name, value in given.items()}
    return {name: value for name, value in values.items() if value is not None}


def checked(given: Overrides | None, wish: Wish) -> Overrides | None:
    """A copy of the list. Raises StackSetError for a parameter that the set's template does not have."""
    unknown = [name for name in given or () if wish.declared is not None and name not in wish.declared]
    if unknown:
        raise invalid(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    return None if given is None else dict(given)
