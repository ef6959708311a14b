"""Compiles the expressions of the Rules section and says what is wrong with them."""

from collections.abc import Mapping
from typing import Any

from tapstack.findings import Check, Problem, Status, TemplatePath
from tapstack.findings.similar import Hints
from tapstack.template import rule_checks as checks
from tapstack.template.declaration import Declaration
from tapstack.template.parameter_types import AWS_TYPES
from tapstack.template.rule_expression import UNJUDGED, Expression
from tapstack.template.rule_functions import ATTRIBUTES, COMPARISONS, TRUTHS

_DEEPEST = 50
_PSEUDO_KINDS = {
    "AWS::AccountId": "text", "AWS::NotificationARNs": "list", "AWS::Partition": "text", "AWS::Region": "text",
    "AWS::StackId": "text", "AWS::StackName": "text", "AWS::URLSuffix": "text",
}  # fmt: skip
_LOOKUPS = ("Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll")
_KNOWN = ("Ref", *TRUTHS, *COMPARISONS, *_LOOKUPS)
_WANTED = {"truth": "true or false", "list": "a list of texts", "text": "a text"}


class RuleCompiler:
    """Compiles one expression after the other; ``problems`` collects the faults, each at its path."""

    def __init__(self, declarations: Mapping[str, Declaration]) -> None:
        self.problems: list[Problem] = []
        self._declarations = declarations
        self._known = (*declarations, *_PSEUDO_KINDS)
        self._hints = Hints()

    def truth(self, body: Any, path: TemplatePath) -> Expression:
        """What must be true or false: a RuleCondition, an Assert, an argument of And, Or and Not."""
        return self._wanted("truth", body, path, 0)

    def _wanted(self, kind: str, body: Any, path: TemplatePath, depth: int) -> Expression:
        found = self._expression(body, path, depth)
        if kind == "any" or found.kind in (kind, "any") or (kind == "truth" and body in ("true", "false")):
            return found
        reference = isinstance(body, dict) and "Ref" in body and kind != "truth"
        status = Status.UNKNOWN if reference else Status.FAIL
        self._add(checks.ARGUMENTS, path, f"This has to be {_WANTED[kind]}.", f"Write {_WANTED[kind]}.", status)
        return UNJUDGED

    def _expression(self, body: Any, path: TemplatePath, depth: int) -> Expression:
        if depth > _DEEPEST:
            self._add(checks.DEPTH, path, f"This is nested more than {_DEEPEST} deep.", status=Status.UNKNOWN)
            return UNJUDGED
        if isinstance(body, dict):
            return self._function(body, path, depth)
        if isinstance(body, list):
            items = [self._expression(item, (*path, place), depth + 1) for place, item in enumerate(body)]
            return Expression.call("list", list, items)
        return Expression.constant("truth" if isinstance(body, bool) else "text", body)

    def _function(self, body: dict[str, Any], path: TemplatePath, depth: int) -> Expression:
        if len(body) != 1:
            self._add(checks.ARGUMENTS, path, f"A function is a mapping with one key; this one has {len(body)}.")
            return UNJUDGED
        ((name, argument),) = body.items()
        inside = (*path, name)
        if name == "Ref":
            return self._reference(argument, inside)
        if name in _LOOKUPS:
            return self._lookup(name, argument, inside)
        if name in TRUTHS:
            least, most, function = TRUTHS[name]
            return self._call(function, ["truth"] * self._count(name, argument, least, most, inside), body, path, depth)
        if name in COMPARISONS:
            kinds, function = COMPARISONS[name]
            return self._call(function, list(kinds[: self._count(name, argument, 2, 2, inside)]), body, path, depth)
        fix = self._hints.fix(str(name), _KNOWN)
        self._add(checks.FUNCTION, inside, f"{name} is not a function of the Rules section.", fix)
        return UNJUDGED

    def _call(
        self, function: Any, kinds: list[str], body: dict[str, Any], path: TemplatePath, depth: int
    ) -> Expression:
        ((name, arguments),) = body.items()
        if not kinds:
            return UNJUDGED
        found = [
            self._wanted(kind, argument, (*path, name, place), depth + 1)
            for place, (kind, argument) in enumerate(zip(kinds, arguments, strict=True))
        ]
        return Expression.call("truth", function, found)

    def _count(self, name: str, argument: Any, least: int, most: int, path: TemplatePath) -> int:
        """How many arguments there are; 0 where they are too few or too many."""
        wanted = str(least) if least == most else f"{least} to {most}"
        if not isinstance(argument, list):
            self._add(checks.ARGUMENTS, path, f"{name} takes a list of {wanted}.")
        elif not least <= len(argument) <= most:
            self._add(checks.ARGUMENTS, path, f"{name} takes {wanted} arguments, not {len(argument)}.")
        else:
            return len(argument)
        return 0

    def _reference(self, name: Any, path: TemplatePath) -> Expression:
        if not isinstance(name, str):
            self._add(checks.ARGUMENTS, path, "Ref takes the name of a parameter.")
        elif name in _PSEUDO_KINDS:
            return Expression.reference(_PSEUDO_KINDS[name], name)
        elif name in self._declarations:
            return Expression.reference("list" if self._declarations[name].type.is_list else "text", name)
        else:
            self._undeclared(name, path)
        return UNJUDGED

    def _lookup(self, function: str, argument: Any, path: TemplatePath) -> Expression:
        if function == "Fn::RefAll":
            if not isinstance(argument, str):
                self._add(checks.ARGUMENTS, path, "Fn::RefAll takes an AWS-specific parameter type.")
                return UNJUDGED
            self._aws_type(argument, path)
            return Expression.lookup(function, argument)
        if not (isinstance(argument, list) and len(argument) == 2 and all(isinstance(item, str) for item in argument)):
            self._add(checks.ARGUMENTS, path, f"{function} takes two texts and no functions.")
            return UNJUDGED
        self._attribute(function, argument[0], argument[1], path)
        return Expression.lookup(function, ".".join(argument))

    def _attribute(self, function: str, of: str, attribute: str, path: TemplatePath) -> None:
        if function == "Fn::ValueOf":
            if of not in self._declarations:
                return self._undeclared(of, (*path, 0))
            of = self._declarations[of].type.member
        elif not self._aws_type(of, (*path, 0)):
            return None
        known = ATTRIBUTES.get(of, ())
        if not any(attribute == name or (name == "Tags." and attribute.startswith(name)) for name in known):
            message = f"{attribute} is not among the attributes of {of} that {function} is documented to read."
            self._add(checks.ATTRIBUTE, (*path, 1), message)
        return None

    def _aws_type(self, name: str, path: TemplatePath) -> bool:
        if name not in AWS_TYPES:
            self._add(checks.ATTRIBUTE, path, f"{name} is not an AWS-specific parameter type.")
        return name in AWS_TYPES

    def _undeclared(self, name: str, path: TemplatePath) -> None:
        fix = self._hints.fix(name, self._known)
        self._add(checks.PARAMETER, path, f"The template declares no parameter {name}.", fix)

    def _add(
        self, check: Check, path: TemplatePath, message: str, fix: str | None = None, status: Status = Status.FAIL
    ) -> None:
        self.problems.append(Problem(check, path, f"In rule {path[1]}: {message}", fix, status))
