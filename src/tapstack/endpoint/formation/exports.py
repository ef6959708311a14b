"""ListExports and ListImports.

Source: botocore cloudformation; the sentence about an export that nobody imports is that of ListImports.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation.pages import page
from tapstack.simulate.engine.errors import invalid
from tapstack.simulate.engine.exports import users

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.simulate.engine import LiveStack

Params = Mapping[str, Any]
_PAGE = 100


def list_exports(account: Account, region: str, params: Params) -> Params:
    """All that the stacks of a region export, by name."""
    told = [
        {"ExportingStackId": live.owner.stack_id, "Name": name, "Value": value}
        for live in _of(account, region)
        for name, value in live.exports.items()
    ]
    shown, more = page(sorted(told, key=lambda one: one["Name"]), params.get("NextToken"), _PAGE)
    return {"Exports": shown, **more}


def list_imports(account: Account, region: str, params: Params) -> Params:
    """The names of the stacks that use an export."""
    name, stacks = params["ExportName"], account.engine.stacks.values()
    using = [one for live in _of(account, region) if name in live.exports for one in users(stacks, live, name)]
    if not using:
        raise invalid(f"Export '{name}' is not imported by any stack.")
    shown, more = page(using, params.get("NextToken"), _PAGE)
    return {"Imports": shown, **more}


def _of(account: Account, region: str) -> list[LiveStack]:
    return [live for live in account.engine.stacks.values() if live.owner.region == region]


OPERATIONS = {"ListExports": list_exports, "ListImports": list_imports}
