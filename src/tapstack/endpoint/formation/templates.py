"""GetTemplate. Source: botocore cloudformation. What AWS tells of a stack in review is assumed: no resources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import found
from tapstack.endpoint.formation.change_sets import change_set
from tapstack.simulate.engine.errors import invalid

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account

Params = Mapping[str, Any]


def get_template(account: Account, region: str, params: Params) -> Params:
    """The text as it was given, of a stack or of a change set. No transform is processed, so both stages are the same.

    Raises StackError.
    """
    if params.get("ChangeSetName"):
        program = change_set(account, region, params).request.program
    elif params.get("StackName"):
        program = found.stack(account, region, params["StackName"]).definition.program
    else:
        raise invalid("Either StackName or ChangeSetName must be specified.")
    return {"TemplateBody": program.template.text, "StagesAvailable": ["Original", "Processed"]}


OPERATIONS = {"GetTemplate": get_template}
