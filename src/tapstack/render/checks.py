"""What can be wrong with functions, conditions and references."""

from tapstack.findings import Check, Severity

_DOCS = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
_FUNCTIONS = _DOCS + "intrinsic-function-reference.html"


def _check(number: int, title: str, why: str, fix: str, source: str, severity: Severity = Severity.ERROR) -> Check:
    return Check(f"FN-{number:03}", "template", title, why, fix, source, severity)


ARGUMENTS = _check(
    1,
    "A function has the arguments it takes",
    "CloudFormation refuses a template in which a function has the wrong number or types of arguments.",
    "Write the function in one of the forms its documentation shows.",
    _FUNCTIONS,
)
REFERENCE = _check(
    2,
    "A reference names a parameter or a resource of the template",
    "CloudFormation refuses the template: unresolved resource dependencies.",
    "Name a parameter, a pseudo parameter or a resource that the template declares.",
    _DOCS + "intrinsic-function-reference-ref.html",
)
ATTRIBUTE = _check(
    3,
    "Fn::GetAtt names an attribute that the resource type has",
    "CloudFormation refuses the template: the resource type does not support the attribute.",
    "Name one of the type's return values.",
    "resource schema (readOnlyProperties); " + _DOCS + "intrinsic-function-reference-getatt.html",
)
ABSENT = _check(
    4,
    "What is referred to is made in the same region",
    "A resource whose condition is false does not exist, and a reference to it is an unresolved dependency.",
    "Wrap the reference in Fn::If with the same condition, or give both the same condition.",
    _DOCS + "intrinsic-function-reference-conditions.html",
)
MAPPING = _check(
    5,
    "Fn::FindInMap finds its keys",
    "CloudFormation refuses the template: unable to get the mapping.",
    "Add the key to the mapping, or a DefaultValue with the transform AWS::LanguageExtensions.",
    _DOCS + "intrinsic-function-reference-findinmap.html",
)
CONDITION = _check(
    6,
    "A condition that is named is declared",
    "CloudFormation refuses the template: unresolved condition dependency.",
    "Declare the condition in the Conditions section, or name one that is there.",
    _DOCS + "conditions-section-structure.html",
)
CONDITION_CYCLE = _check(
    7,
    "Conditions do not depend on each other in a circle",
    "CloudFormation refuses the template: circular dependencies between conditions.",
    "Let one of the conditions be computed from parameters alone.",
    _DOCS + "conditions-section-structure.html",
)
SELECT = _check(
    8,
    "Fn::Select picks an item that the list has",
    "CloudFormation refuses the template: Fn::Select cannot select a nonexistent value.",
    "Choose an index from 0 to the number of items less one.",
    _DOCS + "intrinsic-function-reference-select.html",
)
UNSUPPORTED = _check(
    9,
    "Functions are those of CloudFormation, where CloudFormation takes them",
    "CloudFormation refuses a template with a function it does not know, or in a section that takes none.",
    "Use one of CloudFormation's functions in resources, outputs or conditions.",
    _FUNCTIONS,
)
EXTENSION = _check(
    10,
    "A function of AWS::LanguageExtensions comes with its transform",
    "Without the transform CloudFormation does not know the function and refuses the template.",
    'Add "Transform": "AWS::LanguageExtensions" to the template.',
    _DOCS + "transform-aws-languageextensions.html",
)
TYPE = _check(
    11,
    "A function is given the kind of value it works on",
    "CloudFormation refuses a function whose argument turns out to be a list where text is wanted, or the reverse.",
    "Give text where the function wants text and a list where it wants a list.",
    _FUNCTIONS,
)
CIDR = _check(
    12,
    "Fn::Cidr asks for ranges that the block holds",
    "CloudFormation refuses a count or size of ranges that does not fit into the block.",
    "Ask for fewer or smaller ranges, or give a larger block.",
    _DOCS + "intrinsic-function-reference-cidr.html",
)
FOR_EACH = _check(
    13,
    "Fn::ForEach has an identifier, a collection and a body, and makes distinct keys",
    "The transform AWS::LanguageExtensions fails on a loop it cannot expand, and the stack is not made.",
    "Write [identifier, collection, {key with ${identifier}: value}].",
    _DOCS + "intrinsic-function-reference-foreach.html",
)
ALONE = _check(
    14,
    "A function stands alone in its object",
    "An object with a function and other keys is not read as a function call; what becomes of it is not documented.",
    "Move the other keys out, or the function to a key of its own.",
    "assumption: " + _FUNCTIONS,
    Severity.WARNING,
)
TRANSFORM = _check(
    15,
    "What a transform makes of the template is known",
    "A macro may change or add anything; what it makes cannot be judged before it has run.",
    "Check the processed template (aws cloudformation get-template --template-stage Processed).",
    _DOCS + "transform-section-structure.html",
    Severity.INFO,
)
EXPORT = _check(
    16,
    "Names of exports and imports do not depend on resources; an export's is its own, of letters, digits, : and -",
    "CloudFormation refuses an Export name or an Fn::ImportValue of another kind, and two exports of one name.",
    "Build the name from parameters and pseudo parameters, one for each export.",
    _DOCS + "intrinsic-function-reference-importvalue.html",
)
POLICY = _check(
    17,
    "A policy that a function gives is one that the resource type has",
    "CloudFormation refuses a DeletionPolicy or UpdateReplacePolicy that it does not know, or that needs a resource.",
    "Let the function give Delete, Retain or, for DeletionPolicy, RetainExceptOnCreate, out of parameters.",
    _DOCS + "aws-attribute-deletionpolicy.html",
)
POLICY_FUNCTION = _check(
    18,
    "A function in DeletionPolicy or UpdateReplacePolicy comes with AWS::LanguageExtensions",
    "Functions there are documented only with this transform; CloudFormation takes them without it since 2023.",
    "Write a literal value, or add AWS::LanguageExtensions to Transform.",
    _DOCS + "function-refs-in-policy-attributes.html; github.com/aws-cloudformation/cfn-lint/pull/2784",
    Severity.WARNING,
)
CHECKS = (
    ARGUMENTS,
    REFERENCE,
    ATTRIBUTE,
    ABSENT,
    MAPPING,
    CONDITION,
    CONDITION_CYCLE,
    SELECT,
    UNSUPPORTED,
    EXTENSION,
    TYPE,
    CIDR,
    FOR_EACH,
    ALONE,
    TRANSFORM,
    EXPORT,
    POLICY,
    POLICY_FUNCTION,
)
