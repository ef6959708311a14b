"""What is checked in the text and the structure of a template."""

from tapstack.findings import Check, Severity

_GUIDE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
_FORMATS = _GUIDE + "template-formats.html"
_QUOTAS = _GUIDE + "cloudformation-limits.html"
_RESOURCES = _GUIDE + "resources-section-structure.html"
_OUTPUTS = _GUIDE + "outputs-section-structure.html"
_MAPPINGS = _GUIDE + "mappings-section-structure.html"
_ATTRIBUTES = _GUIDE + "aws-product-attribute-reference.html"


def _check(number: int, title: str, why: str, fix: str, source: str, severity: Severity = Severity.ERROR) -> Check:
    return Check(f"TPL-{number:03}", "template", title, why, fix, source, severity)


DUPLICATE_KEY = _check(
    1,
    "a key occurs once in a mapping",
    "One of the values is lost without a word; which one is not defined.",
    "Remove or rename one of them.",
    _FORMATS,
)
NOT_A_NUMBER = _check(
    2,
    "no NaN or Infinity",
    "JSON has no such values; CloudFormation refuses the template as not well-formed.",
    "Write a finite number, or a text in quotes.",
    "https://ecma-international.org/publications-and-standards/standards/ecma-404/",
)
NUMBER_RANGE = _check(
    3,
    "numbers fit in 64 bits",
    "What a longer number becomes depends on who reads it.",
    "Write it as text in quotes.",
    "https://www.rfc-editor.org/rfc/rfc8259#section-6",
    Severity.WARNING,
)
ALIAS = _check(
    4,
    "no YAML aliases",
    "CloudFormation refuses aliases; only client-side tools such as the package command write them out.",
    "Write the value out, or run the template through `aws cloudformation package` first.",
    _FORMATS,
)
MERGE_KEY = _check(
    5,
    "no YAML hash merges",
    "CloudFormation does not support the merge key <<.",
    "Write the merged keys out.",
    _FORMATS,
)
KEY_TEXT = _check(
    6,
    "keys are text",
    "YAML 1.1 reads this key as another value than the characters written; the key may not be what you see.",
    "Put the key in quotes.",
    "https://yaml.org/type/",
    Severity.WARNING,
)
YAML_IN_BRACES = _check(
    7,
    "text that begins with a brace is JSON",
    "A template that begins with { may be read as JSON, which this is not.",
    "Write block YAML, or valid JSON.",
    _FORMATS,
    Severity.WARNING,
)
NULL_VALUE = _check(
    10,
    "no null values",
    "CloudFormation refuses a template with null values.",
    'Remove the key, or write a value; {"Ref": "AWS::NoValue"} removes a property.',
    "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1378",
)
SECTION_NAME = _check(
    11,
    "only sections that CloudFormation knows",
    "CloudFormation refuses a template with an unknown section.",
    "Use one of the documented section names.",
    _FORMATS,
)
SECTION_TYPE = _check(
    12,
    "sections have their type",
    "CloudFormation refuses a section that is not of its type.",
    "Write a mapping.",
    _FORMATS,
)
FORMAT_VERSION = _check(
    13,
    "AWSTemplateFormatVersion is 2010-09-09",
    "It is the only version that CloudFormation accepts.",
    'Write "2010-09-09", or leave it out.',
    _GUIDE + "format-version-structure.html",
)
DESCRIPTION = _check(
    14,
    "Description is a text of at most 1,024 bytes",
    "CloudFormation refuses anything else.",
    "Shorten it to 1,024 bytes of literal text.",
    _GUIDE + "template-description-structure.html",
)
RESOURCES_MISSING = _check(
    15,
    "a template has at least one resource",
    "CloudFormation refuses a template without resources.",
    "Add a Resources section with at least one resource.",
    _RESOURCES,
)
TRANSFORM_FORM = _check(
    16,
    "Transform names macros",
    "CloudFormation refuses a Transform that is not a name, a mapping with Name, or a list of these.",
    "Write a name, a mapping with Name and Parameters, or a list of these.",
    _GUIDE + "transform-section-structure.html",
)
LOGICAL_ID = _check(
    20,
    "names are alphanumeric",
    "CloudFormation refuses names with other characters than A-Z, a-z and 0-9.",
    "Use only A-Z, a-z and 0-9.",
    _RESOURCES,
)
NAME_LENGTH = _check(
    21,
    "names have at most 255 characters",
    "CloudFormation refuses longer names.",
    "Shorten the name.",
    _QUOTAS,
)
LOGICAL_ID_TWICE = _check(
    22,
    "resources and parameters have different names",
    "A logical id must be unique within the template.",
    "Rename one of them.",
    _RESOURCES,
)
FOR_EACH = _check(
    23,
    "Fn::ForEach is written as CloudFormation reads it",
    "Without AWS::LanguageExtensions, outside the sections that expand it or in another form it is refused.",
    "Add AWS::LanguageExtensions to Transform, and write [identifier, collection, {key: fragment}].",
    _GUIDE + "intrinsic-function-reference-foreach.html",
)
ENTRY_TYPE = _check(
    24,
    "entries of a section are mappings",
    "CloudFormation refuses an entry that is not a mapping.",
    "Write a mapping.",
    _FORMATS,
)
TYPE_MISSING = _check(
    30,
    "a resource has a Type",
    "CloudFormation refuses a resource without Type.",
    "Add its Type, such as AWS::S3::Bucket.",
    _RESOURCES,
)
TYPE_FORM = _check(
    31,
    "Type has the form of a resource type",
    "CloudFormation refuses a type that is neither Service::Module::Resource nor Custom::Name.",
    "Write a type such as AWS::S3::Bucket, Custom::Name or Organization::Service::Resource::MODULE.",
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_RegisterType.html",
)
RESOURCE_ATTRIBUTE = _check(
    32,
    "a resource has only known attributes",
    "CloudFormation refuses a resource with an unknown attribute.",
    "Move a property under Properties, or correct the name.",
    _ATTRIBUTES,
)
RESOURCE_ATTRIBUTE_TYPE = _check(
    33,
    "resource attributes have their type",
    "CloudFormation refuses an attribute of another type.",
    "Write the type that the attribute needs.",
    _ATTRIBUTES,
)
DEPENDS_ON = _check(
    34,
    "DependsOn names resources of the template",
    "CloudFormation refuses unresolved resource dependencies.",
    "Name the logical id of a resource of this template.",
    _GUIDE + "aws-attribute-dependson.html",
)
CONDITION_NAME = _check(
    35,
    "Condition names a declared condition",
    "CloudFormation refuses unresolved condition dependencies.",
    "Declare the condition in Conditions, or correct the name.",
    _GUIDE + "conditions-section-structure.html",
)
DELETION_POLICY = _check(
    36,
    "DeletionPolicy and UpdateReplacePolicy have a known value",
    "CloudFormation refuses other values, and Snapshot on a type that has no snapshots.",
    "Write one of the values that the message names.",
    _GUIDE + "aws-attribute-deletionpolicy.html",
)
OUTPUT_VALUE = _check(
    40,
    "an output has a Value that is a text or a function",
    "CloudFormation refuses an output without Value, or with a list or a mapping as Value.",
    "Add a Value that gives one text.",
    _OUTPUTS,
)
OUTPUT_FIELD = _check(
    41,
    "outputs have their fields in their form",
    "CloudFormation refuses unknown fields, and fields of another form.",
    "Use Description, Value, Export with Name, and Condition.",
    _OUTPUTS,
)
MAPPING_SHAPE = _check(
    45,
    "mappings have two levels of keys with texts or lists below",
    "CloudFormation refuses mappings of another shape.",
    "Write Name: Key: Attribute: value, where value is a scalar or a list.",
    _MAPPINGS,
)
MAPPING_FUNCTION = _check(
    46,
    "mappings hold no functions",
    "Parameters, pseudo parameters and intrinsic functions cannot stand in Mappings.",
    "Write literal values.",
    _MAPPINGS,
)
INLINE_SIZE = _check(
    50,
    "a template of at most 51,200 bytes can be sent inline",
    "A larger one must be uploaded to S3 and given by URL.",
    "Deploy it by TemplateURL, or make it smaller.",
    _QUOTAS,
    Severity.INFO,
)
URL_SIZE = _check(
    51,
    "a template has at most 1,000,000 bytes",
    "CloudFormation refuses a larger one, even from S3.",
    "Split it into nested stacks.",
    _QUOTAS,
)
SECTION_COUNT = _check(
    52,
    "sections keep their quotas",
    "CloudFormation refuses a template beyond its quotas.",
    "Split the template into nested stacks.",
    _QUOTAS,
)
TOO_MANY_PROBLEMS = _check(
    60,
    "all problems are listed",
    "Beyond a limit problems are not listed; more may be wrong than is shown.",
    "Correct those listed, then run again.",
    "tapstack",
)

CHECKS = tuple(value for value in tuple(globals().values()) if isinstance(value, Check))
