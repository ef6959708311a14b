"""What is checked about controls. Findings about them stand in layer ``policy``, as those about its rules do."""

from tapstack.findings import Check, Severity

_SOURCE = "README.md, Controls"


def _check(number: int, title: str, why: str, fix: str, severity: Severity = Severity.ERROR) -> Check:
    return Check(f"CONTROL-{number:03}", "policy", title, why, fix, _SOURCE, severity)


CHECKED = _check(
    1,
    "Every control has a check",
    "A control that nothing judges is a promise, and a report that lists it looks as if it were kept.",
    "Name under checks what judges it: a Guard rule, a check of controls, a truth, a link or a pair check.",
)
UNIQUE = _check(
    2,
    "No two controls have one id",
    "Rules, waivers and reports name controls by their id; one id for two controls means neither.",
    "Give one of the two another id.",
)
CLAUSE = _check(
    3,
    "Every clause that a control names is one that its framework has",
    "A report would claim that a clause is met which nobody can look up.",
    "Correct the framework or the clause, or declare the clause in frameworks.",
)
KNOWN = _check(
    4,
    "Every check that a control names exists",
    "A check that is nowhere never says anything: what the control requires is not looked at.",
    "Correct the name of the check, or write it.",
)
AGREED = _check(
    5,
    "Rules and controls name each other",
    "Where a rule names a control and the control does not name the rule, its FAIL does not count against the control.",
    "Name the rule under the control's checks and the control in the rule's comment, or neither.",
)
COVERED = _check(
    6,
    "Every type of resource is looked at by a control, or exempted with a reason",
    "Of a resource that no control looks at, nothing that people require was checked.",
    "Write a control (not a general one) with a check of this type, or an exemption that says why none is needed.",
)
EXEMPT = _check(
    7,
    "Every exemption is needed",
    "An exemption that nothing needs is misspelt, or will hide that a control no longer looks at the type.",
    "Remove the exemption, or correct its type.",
    Severity.WARNING,
)
HOLDS = _check(
    8,
    "Every control that must hold is judged in some region",
    "A control that is skipped everywhere guards nothing: what it means is gone, or its checks do not see it.",
    "Correct its checks, or say under holds_when which parameters it needs.",
)
PARAMETER = _check(
    9,
    "A control names parameters and values that the template has",
    "A control that waits for a value which no deployment can have never holds, and is skipped for ever.",
    "Correct the parameter or its value under holds_when.",
)
CHECKS = (CHECKED, UNIQUE, CLAUSE, KNOWN, AGREED, COVERED, EXEMPT, HOLDS, PARAMETER)
