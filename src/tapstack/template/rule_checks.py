"""What can be wrong with the Rules section, and what its rules say of the values."""

from tapstack.findings import Check, Severity

SECTION = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html"
FUNCTIONS = (
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html"
)
LINT_SCHEMA = "cfn-lint: data/schemas/other/rules/configuration.json"
REFUSED = "https://github.com/aws-cloudformation/cfn-lint/issues/3710"


def _check(number: str, title: str, why: str, fix: str, source: str, severity: Severity = Severity.ERROR) -> Check:
    return Check(f"RULE-{number}", "template", title, why, fix, source, severity)


SHAPE = _check(
    "001",
    "A rule is a mapping with a list of assertions",
    "CloudFormation refuses the template.",
    'Write {"Assertions": [{"Assert": ..., "AssertDescription": ...}]}.',
    f"{SECTION}, {LINT_SCHEMA}",
)
ASSERTIONS = _check(
    "002",
    "A rule has Assertions, an assertion has an Assert",
    "A rule without them asserts nothing.",
    "Add what must hold, or remove the rule.",
    f"{SECTION}, {LINT_SCHEMA}",
)
UNKNOWN_KEY = _check(
    "003",
    "Rules and assertions have only documented keys",
    "The key has no documented effect.",
    "Remove it or correct its name.",
    SECTION,
    Severity.WARNING,
)
FUNCTION = _check(
    "004",
    "Rules use only the functions made for them",
    "CloudFormation refuses the template: functions are not supported in the Rules block.",
    "Use Ref and the rule-specific functions.",
    f"{FUNCTIONS}, {REFUSED}",
)
ARGUMENTS = _check(
    "005",
    "A rule function has the arguments it is documented with",
    "CloudFormation cannot evaluate it.",
    "Give the documented arguments.",
    FUNCTIONS,
)
PARAMETER = _check(
    "006",
    "Rules refer only to declared parameters and pseudo parameters",
    "CloudFormation refuses the template.",
    "Declare the parameter or correct its name.",
    FUNCTIONS,
)
ATTRIBUTE = _check(
    "007",
    "Rule functions ask only for documented types and attributes",
    "No other attribute is documented to be readable.",
    "Use a documented attribute.",
    FUNCTIONS,
    Severity.WARNING,
)
DEPTH = _check(
    "008",
    "A rule is not nested too deeply to be judged",
    "It is not evaluated here.",
    "Write it flatter.",
    FUNCTIONS,
)
ASSERTION = _check(
    "010",
    "The parameters satisfy the template's rules",
    "CloudFormation refuses the deployment.",
    "Give values that the rule allows.",
    SECTION,
)

CHECKS: tuple[Check, ...] = (
    SHAPE,
    ASSERTIONS,
    UNKNOWN_KEY,
    FUNCTION,
    ARGUMENTS,
    PARAMETER,
    ATTRIBUTE,
    DEPTH,
    ASSERTION,
)
