"""A stack that people still look at: it has an id, and no template and no resources.

Source: botocore cloudformation, CreateChangeSetInput (ChangeSetType).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from tapstack.render import compile_template
from tapstack.template.load import loads

if TYPE_CHECKING:
    from tapstack.render import Program
    from tapstack.simulate.engine.definition import Definition


def nothing(wanted: Definition) -> Definition:
    """No template, at the same place and with the same tags."""
    program = _empty()
    return replace(wanted, program=program, values=program.parameters.resolve({}))


@cache
def _empty() -> Program:
    return compile_template(loads('{"Resources": {}}', "empty.json"))
