"""What is judged only when loops are expanded: the text alone does not show all names and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.findings.similar import hint
from tapstack.render.checks import FOR_EACH, REFERENCE
from tapstack.render.loops import PREFIX

if TYPE_CHECKING:
    from tapstack.render.blueprint import Blueprint
    from tapstack.render.compiler import Compiler

_MOST = {"Resources": 500, "Outputs": 200}


def judge_expansion(compiler: Compiler, blueprint: Blueprint) -> None:
    """Report too many resources or outputs, and each DependsOn that names nothing, where loops make some of them."""
    made: dict[str, Mapping[str, Any]] = {"Resources": blueprint.resources, "Outputs": blueprint.outputs}
    for section, parts in made.items():
        loop = next((key for key in compiler.template.section(section) if key.startswith(PREFIX)), None)
        if loop is not None and len(parts) > _MOST[section]:
            message = f"With what its loops make, the template has {len(parts)} {section}; at most {_MOST[section]}."
            compiler.fail(FOR_EACH, (section, loop), message)
        if loop is not None and section == "Resources":
            _refuse_unknown_dependencies(compiler, blueprint)


def _refuse_unknown_dependencies(compiler: Compiler, blueprint: Blueprint) -> None:
    resources = blueprint.resources
    if any(part.type.endswith("::MODULE") for part in resources.values()):
        return  # a module makes resources of its own
    for name, part in resources.items():
        for target in part.depends_on:
            if target not in resources:
                message = f"{name} depends on {target!r}, which no loop and no text makes.{hint(target, resources)}"
                compiler.fail(REFERENCE, (*part.body.path, "DependsOn"), message, status=compiler.unknown_status)
