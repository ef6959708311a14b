"""ValidateTemplate and GetTemplateSummary.

Source: botocore cloudformation, the operations of these names; the sentences are those that the API answers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tapstack.endpoint.formation import found, template
from tapstack.facts.schemas import resource_schema
from tapstack.simulate.engine.errors import invalid
from tapstack.simulate.engine.importing import identifier_of, importable
from tapstack.simulate.engine.validation import needed_capability, validate_program
from tapstack.simulate.stackset import StackSetError
from tapstack.template.transforms import read_transforms

if TYPE_CHECKING:
    from tapstack.endpoint.account import Account
    from tapstack.render import Program
    from tapstack.template.declaration import Declaration

Params = Mapping[str, Any]
_MODULE = "::MODULE"


def validate_template(account: Account, region: str, params: Params) -> Params:
    """What is wrong with a template is refused; of one that is well, its parameters and what it needs."""
    program = _valid(template.program(template.text(account, region, params)))
    _refuse_unknown(program)
    declared = program.parameters.declarations.values()
    return {"Parameters": [_parameter(one) for one in declared], **_common(program)}


def get_template_summary(account: Account, region: str, params: Params) -> Params:
    """The same of a template, of a stack, or of a StackSet, and its types with their identifiers."""
    program = _valid(_program(account, region, params))
    lenient = params.get("TemplateSummaryConfig", {}).get("TreatUnrecognizedResourceTypesAsWarnings", False)
    if not lenient:
        _refuse_unknown(program)
    body = program.template.body
    metadata = program.template.section("Metadata")
    return {
        "Parameters": [_detailed(one) for one in program.parameters.declarations.values()],
        **_common(program),
        "ResourceTypes": list(dict.fromkeys(_types(program).values())),
        "Version": body.get("AWSTemplateFormatVersion"),
        "Metadata": json.dumps(metadata) if metadata else None,
        "ResourceIdentifierSummaries": list(_identifiers(program)),
        "Warnings": {"UnrecognizedResourceTypes": _unknown(program)} if lenient and _unknown(program) else None,
    }


def _program(account: Account, region: str, params: Params) -> Program:
    named = [name for name in ("StackName", "StackSetName") if name in params]
    if len(named) + template.given(params) != 1:
        raise invalid("Exactly one of a template, StackName and StackSetName must be specified.")
    if "StackName" in params:
        return found.present(account, region, params["StackName"]).definition.program
    if "StackSetName" not in params:
        return template.program(template.text(account, region, params))
    sets = account.stack_sets(region).sets
    if params["StackSetName"] not in sets:
        raise StackSetError("StackSetNotFoundException", f"StackSet {params['StackSetName']} not found")
    program: Program = sets[params["StackSetName"]].wish.template
    return program


def _valid(program: Program) -> Program:
    validate_program(program)
    return program


def _common(program: Program) -> dict[str, Any]:
    body = program.template.body
    capabilities, types = needed_capability(program)
    reason = f"The following resource(s) require capabilities: [{', '.join(types)}]"
    return {
        "Description": body.get("Description"),
        "Capabilities": capabilities or None,
        "CapabilitiesReason": reason if types else None,
        "DeclaredTransforms": list(read_transforms(body).names) or None,
    }


def _parameter(one: Declaration) -> dict[str, Any]:
    return {
        "ParameterKey": one.name,
        "DefaultValue": one.default,
        "NoEcho": one.no_echo,
        "Description": one.description,
    }


def _detailed(one: Declaration) -> dict[str, Any]:
    allowed = list(one.allowed_values or ())
    constraints = {"AllowedValues": allowed} if allowed else {}
    return {**_parameter(one), "ParameterType": one.type.name, "ParameterConstraints": constraints}


def _types(program: Program) -> dict[str, str]:
    """The type of each resource, whatever conditions say of it."""
    resources = program.template.section("Resources")
    return {name: str(body["Type"]) for name, body in resources.items() if isinstance(body, dict) and "Type" in body}


def _unknown(program: Program) -> list[str]:
    types = dict.fromkeys(_types(program).values())
    return [one for one in types if resource_schema(one) is None and not one.endswith(_MODULE)]


def _refuse_unknown(program: Program) -> None:
    unknown = [] if read_transforms(program.template.body).names else _unknown(program)
    if unknown:
        raise invalid(f"Template format error: Unrecognized resource types: [{', '.join(unknown)}]")


def _identifiers(program: Program) -> Iterator[dict[str, Any]]:
    """Of each type that can be imported, how its resources are found."""
    types = _types(program)
    for kind in dict.fromkeys(types.values()):
        if importable(kind):
            names = [name for name, its in types.items() if its == kind]
            yield {
                "ResourceType": kind,
                "LogicalResourceIds": names,
                "ResourceIdentifiers": list(identifier_of(kind)),
            }


OPERATIONS = {"ValidateTemplate": validate_template, "GetTemplateSummary": get_template_summary}
