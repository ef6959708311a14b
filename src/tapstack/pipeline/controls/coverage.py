"""Which types of the template's stacks a control looks at, which are exempted, and what is to be said of the rest."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tapstack.checks.own import own
from tapstack.findings import Exemption, Finding, Status, TypeCoverage
from tapstack.pipeline.controls.checks import COVERED, EXEMPT
from tapstack.pipeline.controls.ground import Ground
from tapstack.pipeline.controls.place import at_line

Place = tuple[str, str, str]


def coverage(ground: Ground) -> tuple[TypeCoverage, ...]:
    """A record for each type of the stacks, in the order of the alphabet."""
    types = {(file, region, name): type_ for file, region, name, type_ in ground.typed()}
    members: dict[str, dict[str, None]] = defaultdict(dict)
    for (_, _, name), type_ in types.items():
        members[type_][name] = None
    controls = _looking(ground, types)
    reasons = {one.type: one.reason for one in ground.book.exemptions}
    return tuple(
        TypeCoverage(type_, tuple(members[type_]), tuple(controls.get(type_, ())), reasons.get(type_, ""))
        for type_ in sorted(members)
    )


def _looking(ground: Ground, types: dict[Place, str]) -> dict[str, list[str]]:
    """The ids of the controls that look at each type. A verdict without a region is about the resource in all."""
    found: dict[str, list[str]] = defaultdict(list)
    for control in ground.book.controls:
        if control.general:
            continue
        for type_ in dict.fromkeys(
            types[file, one, name]
            for check in control.checks
            for file, region, name in ground.looked_at(check)
            for one in (ground.regions if region is None else (region,))
            if (file, one, name) in types
        ):
            found[type_].append(control.id)
    return found


def faults(ground: Ground, covered: Sequence[TypeCoverage]) -> Iterator[Finding]:
    """A FAIL for each type that nothing looks at, and a warning for each exemption that nothing needs."""
    subject = ground.subjects[0]
    lost = [one for one in covered if not one.controls and not one.exemption]
    for one in lost:
        message = f"No control looks at {one.type} ({', '.join(one.resources)})."
        holder = next(each for each in ground.subjects if one.resources[0] in each.template.section("Resources"))
        yield own(holder, COVERED, Status.FAIL, message, ("Resources", one.resources[0]))
    if not lost:
        yield own(subject, COVERED, Status.PASS, f"Each of {len(covered)} types is looked at, or exempted.")
    yield from (_idle(ground, one, covered) for one in ground.book.exemptions)


def _idle(ground: Ground, exemption: Exemption, covered: Sequence[TypeCoverage]) -> Finding:
    """Of a type that the template has, but no stack under these parameters, nothing is decided."""
    there = next((one for one in covered if one.type == exemption.type), None)
    if there and there.controls:
        message = f"{', '.join(there.controls)} look{'s' if len(there.controls) == 1 else ''} at {exemption.type}."
        return _said(exemption, Status.FAIL, message)
    if there:
        return _said(exemption, Status.PASS, f"No control looks at {exemption.type}.")
    bodies = (body for subject in ground.subjects for body in subject.template.section("Resources").values())
    if any(isinstance(body, dict) and body.get("Type") == exemption.type for body in bodies):
        return _said(exemption, Status.SKIP, f"No stack of this run has {exemption.type}.")
    return _said(exemption, Status.FAIL, f"The template has no {exemption.type}.")


def _said(exemption: Exemption, status: Status, message: str) -> Finding:
    return at_line(EXEMPT, status, message, exemption.type, exemption.file, exemption.line)
