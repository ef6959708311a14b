"""The quotas on size and number."""

from collections.abc import Iterator

from tapstack.findings import Problem, Status
from tapstack.template import checks
from tapstack.template.structure.scope import Scope

_INLINE_BYTES = 51_200
_URL_BYTES = 1_000_000
"""What CloudFormation's own message says: "Template may not exceed 1000000 bytes in size."; cfn-lint agrees."""
_COUNTS = {"Resources": 500, "Parameters": 200, "Outputs": 200, "Mappings": 200}


def problems(scope: Scope) -> Iterator[Problem]:
    """Too many bytes, too many entries; what a macro adds or removes is not counted."""
    size = scope.template.size
    if size > _URL_BYTES:
        yield Problem(checks.URL_SIZE, (), f"the template has {size:,} bytes")
    elif size > _INLINE_BYTES:
        yield Problem(checks.INLINE_SIZE, (), f"the template has {size:,} bytes", status=Status.FAIL)
    for section, most in _COUNTS.items():
        count = sum(not entry.expanded for entry in scope.entries(section))
        if count > most:
            yield scope.problem(checks.SECTION_COUNT, (section,), f"{count} {section}; at most {most} are allowed")
