"""What is checked of functions whose code is embedded."""

from tapstack.findings import Check

_CODE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html"

SOURCE = Check(
    "TPL-070",
    "template",
    "the source of a function can be embedded",
    "Without its source nobody can tell whether the code in the template is the code that was tested.",
    "Name a Python file below the template's folder, and keep it valid.",
    "tapstack",
)
EMBEDDED = Check(
    "TPL-071",
    "template",
    "the code of a function is its source",
    "The code that is deployed would be other code than the one that was reviewed and tested.",
    "Run tapstack embed.",
    "tapstack",
)
HANDLER = Check(
    "TPL-072",
    "template",
    "the handler of embedded code is a function of its source",
    "CloudFormation puts the code into a file named index; Lambda cannot call what is not in it.",
    "Write index and the name of a function of the source, such as index.handler.",
    _CODE,
)

CHECKS = (SOURCE, EMBEDDED, HANDLER)
