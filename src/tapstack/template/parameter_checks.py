"""What can be wrong with the Parameters section and with the values given to it."""

from tapstack.findings import Check, Severity

GUIDE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
SECTION = GUIDE + "parameters-section-structure.html"
SUPPLIED_TYPES = GUIDE + "cloudformation-supplied-parameter-types.html"
REGEX = GUIDE + "cfn-regexes.html"
QUOTAS = GUIDE + "cloudformation-limits.html"
TEMPLATE_ERRORS = "https://repost.aws/knowledge-center/cloudformation-template-validation"
ONLY_TEXT = "https://github.com/aws-cloudformation/cfn-lint/pull/624"
LINT_SCHEMA = "cfn-lint: data/schemas/other/parameters/configuration.json"


def _check(number: str, title: str, why: str, fix: str, source: str, severity: Severity = Severity.ERROR) -> Check:
    return Check(f"PAR-{number}", "template", title, why, fix, source, severity)


DECLARATION = _check(
    "001",
    "A parameter is a mapping of attributes",
    "CloudFormation refuses the template.",
    'Write {"Type": ...}.',
    SECTION,
)
TYPE = _check(
    "002",
    "A parameter has a type that CloudFormation knows",
    "CloudFormation refuses the template: Unrecognized parameter type.",
    "Use String, Number, List<Number>, CommaDelimitedList, an AWS-specific type or an SSM type.",
    f"{SECTION}, {TEMPLATE_ERRORS}",
)
UNDOCUMENTED_TYPE = _check(
    "003",
    "A parameter's type is one that is documented",
    "CloudFormation takes it without checking any value.",
    "Use a documented type.",
    f"{SUPPLIED_TYPES}, cfn-lint W2002",
    Severity.WARNING,
)
ATTRIBUTE = _check(
    "004",
    "A parameter has only known attributes",
    "CloudFormation refuses the template: Invalid template parameter property.",
    "Remove the attribute or correct its name.",
    f"{SECTION}, {TEMPLATE_ERRORS}",
)
ATTRIBUTE_TYPE = _check(
    "005",
    "An attribute of a parameter has the right JSON type",
    "CloudFormation refuses the template, as in: Every Default member must be a string.",
    "Write a value of that type.",
    f"{SECTION}, {LINT_SCHEMA}, {ONLY_TEXT}",
)
BOUNDS = _check(
    "006",
    "A minimum is not above its maximum",
    "No value can satisfy both.",
    "Exchange or mend the two.",
    SECTION,
)
MISPLACED = _check(
    "007",
    "A constraint belongs to the parameter's type",
    "What CloudFormation does with it is not documented.",
    "Remove it, or use the constraint made for the type.",
    f"{SECTION}, {LINT_SCHEMA}",
    Severity.WARNING,
)
DEFAULT = _check(
    "008",
    "A default satisfies the parameter's own constraints",
    "CloudFormation refuses the template, even when another value is given.",
    "Mend the default or the constraint.",
    SECTION,
)
PATTERN = _check(
    "009",
    "AllowedPattern is a Java regular expression",
    "CloudFormation refuses the template.",
    "Mend the expression.",
    REGEX,
)
DESCRIPTION = _check(
    "010",
    "A parameter's Description has at most 4,000 characters",
    "CloudFormation refuses the template.",
    "Shorten it.",
    f"{SECTION}, {LINT_SCHEMA}",
)
UNDECLARED = _check(
    "020",
    "Every given parameter is declared",
    "CloudFormation refuses the deployment.",
    "Declare it, correct its name or do not give it.",
    SECTION,
)
MISSING = _check(
    "021",
    "Every parameter has a value",
    "CloudFormation refuses the deployment: Parameters must have values.",
    "Give a value or declare a Default.",
    SECTION,
)
SHAPE = _check(
    "022",
    "A parameter's value is text, or a list of texts for a list type",
    "A parameter is always passed as text.",
    "Give text.",
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Parameter.html",
)
ALLOWED_VALUES = _check(
    "023",
    "A value is one of AllowedValues",
    "CloudFormation refuses the deployment.",
    "Use an allowed value.",
    SECTION,
)
ALLOWED_PATTERN = _check(
    "024",
    "A value matches AllowedPattern from its first to its last character",
    "CloudFormation refuses the deployment.",
    "Use a value that matches.",
    f"{SECTION}, {REGEX}",
)
LENGTH = _check(
    "025",
    "A value is as long as MinLength and MaxLength ask",
    "CloudFormation refuses the deployment.",
    "Use a value of that length.",
    SECTION,
)
NUMBER = _check(
    "026",
    "A value of a Number type is a number",
    "CloudFormation refuses the deployment: Parameter must be a number.",
    "Write an integer or a decimal.",
    SECTION,
)
VALUE_BOUNDS = _check(
    "027",
    "A number lies between MinValue and MaxValue",
    "CloudFormation refuses the deployment.",
    "Use a number within the bounds.",
    SECTION,
)
SIZE = _check(
    "028",
    "A value has at most 4,096 bytes",
    "CloudFormation refuses the deployment.",
    "Shorten it.",
    QUOTAS,
)
FORMAT = _check(
    "029",
    "A value has the form of what its AWS-specific type names",
    "CloudFormation looks it up in the account and refuses what is not there.",
    "Give the identifier of one that exists.",
    f"{SUPPLIED_TYPES}, cfn-lint: rules/formats",
)

CHECKS: tuple[Check, ...] = (
    DECLARATION,
    TYPE,
    UNDOCUMENTED_TYPE,
    ATTRIBUTE,
    ATTRIBUTE_TYPE,
    BOUNDS,
    MISPLACED,
    DEFAULT,
    PATTERN,
    DESCRIPTION,
    UNDECLARED,
    MISSING,
    SHAPE,
    ALLOWED_VALUES,
    ALLOWED_PATTERN,
    LENGTH,
    NUMBER,
    VALUE_BOUNDS,
    SIZE,
    FORMAT,
)
