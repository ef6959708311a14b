"""Functions in DeletionPolicy and UpdateReplacePolicy.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/function-refs-in-policy-attributes.html
and, for what they may not name, github.com/aws-cloudformation/cfn-lint/issues/2915
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tapstack.render.checks import POLICY, POLICY_FUNCTION
from tapstack.render.guards import PolicyNode
from tapstack.render.node import Node, named_resources
from tapstack.template.structure.policies import policy_values

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.compiler import Compiler

POLICIES = frozenset({"DeletionPolicy", "UpdateReplacePolicy"})
_TOO_LATE = frozenset({"Fn::GetAZs", "Fn::ImportValue", "Fn::GetStackOutput"})


def policy(compiler: Compiler, kind: str, key: str, raw: dict[str, Any], path: TemplatePath) -> Node:
    """What a function gives as the policy ``key`` of a resource of type ``kind``."""
    if not compiler.extended:
        message = f"A function in {key} is documented only with the transform AWS::LanguageExtensions."
        compiler.fail(POLICY_FUNCTION, path, message)
    node = compiler.compile(raw, path)
    wrong = [reference.target for reference in named_resources(node)] + [n for n in _functions(raw) if n in _TOO_LATE]
    if wrong:
        return compiler.fail(POLICY, path, f"{key} depends on {wrong[0]}, which is not known before the stack is made.")
    return PolicyNode(node, key, policy_values(key, kind))


def _functions(raw: Any) -> Iterator[str]:
    members = raw.items() if isinstance(raw, dict) else [("", item) for item in raw] if isinstance(raw, list) else ()
    for name, value in members:
        yield name
        yield from _functions(value)
