"""EVENTS-015: an input transformer uses the variables that it defines, and defines paths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_VARIABLE = re.compile(r"<([A-Za-z0-9_\-]+)>")


def judge(site: Property, _: View) -> Iterator[Fault]:
    """A fault for each variable without a path, each path that is none, and a reserved name."""
    paths, template = site["InputPathsMap"].members, site["InputTemplate"]
    if len(paths) > 100:
        yield Fault(site["InputPathsMap"], f"There are {len(paths)} variables; 100 are the most.")
    for name, path in paths.items():
        if name.startswith("AWS"):
            yield Fault(path, f"The variable {name} begins with AWS, which is reserved.")
        if not path.pattern.startswith(("$", "\ue000")):
            yield Fault(path, f"The path of {name} is {path.shown}; it must begin with $.")
    for name in sorted(set(_VARIABLE.findall(template.pattern)) - paths.keys()) if paths else ():
        yield Fault(template, f"InputTemplate uses <{name}>, which InputPathsMap does not define.")


TRUTH = Truth(
    id="EVENTS-015",
    title="An input transformer uses the variables that it defines, and defines paths",
    why="PutTargets answers: InputPathsMap key is missing or the template has an undefined variable.",
    fix="Define each <variable> of InputTemplate in InputPathsMap as a path that begins with $.",
    source="badmintoncryer/cdk-preflight (pf-events-input-transformer-placeholders) and"
    " localstack/localstack#10789 quote the refusal of an undeclared placeholder; botocore events"
    " InputTransformer.InputPathsMap (valid JSON paths, at most 100 pairs, no key beginning with AWS)",
    about=("AWS::Events::Rule",),
    at="Targets[].InputTransformer",
    judge=judge,
)
