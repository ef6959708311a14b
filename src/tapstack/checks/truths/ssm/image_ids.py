"""SSM-007: a parameter for an image holds the id of one."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_IMAGE = re.compile("ami-[0-9a-z]{8,17}")


def judge(parameter: Property, _: View) -> Iterator[Fault]:
    """A fault for a type of data that does not fit the type of the parameter, or its value."""
    data, value = parameter["DataType"], parameter["Value"]
    if not data.given or not data.equals("aws:ec2:image"):
        return
    if not parameter["Type"].equals("String"):
        yield Fault(data, f"DataType is aws:ec2:image and Type is {parameter['Type'].shown}.")
    if not _IMAGE.fullmatch(value.text):
        yield Fault(value, f"{value.shown} is no id of an image.")


TRUTH = Truth(
    id="SSM-007",
    title="A parameter of the data type aws:ec2:image is a String and holds the id of an image",
    why="Parameter Store validates such values, afterwards: the parameter is not there though the stack is.",
    fix="Write the id of an image, or DataType: text.",
    source="botocore ssm PutParameter.DataType: aws:ec2:image is validated, for String parameters",
    about=("AWS::SSM::Parameter",),
    judge=judge,
    later=True,
)
