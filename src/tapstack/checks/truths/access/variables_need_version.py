"""ACCESS-084: a document with policy variables has the version that knows them."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.access.documents import IDENTITY, identity_documents
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(properties: Property, _: View) -> Iterator[Fault]:
    """A fault for each variable in a document of an older version."""
    for document in identity_documents(properties):
        inner = document.document
        version = inner["Version"]
        if not version.given or version.equals("2008-10-17"):
            for one in inner.walk():
                if _VARIABLE.search(_text(one)):
                    yield Fault(one, f"{one.shown} is taken as it stands: the document has no Version 2012-10-17.")


def _text(one: Property) -> str:
    try:
        return one.pattern
    except NotKnown:
        return ""


_VARIABLE = re.compile(
    r"\$\{(aws|s3|iam|ec2|sts|saml|ecr|ssm|cognito-identity[\w.]*|[\w.\-]+\.amazon(aws)?\.com):[^}]+\}"
)


TRUTH = Truth(
    id="ACCESS-084",
    title="A document with policy variables has Version 2012-10-17",
    why="Without it ${aws:username} is a text like any other: the statement never applies, and nothing is said.",
    fix='Write Version: "2012-10-17".',
    source="IAM User Guide"
    " (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html): without"
    " Version 2012-10-17 variables are literal texts",
    about=IDENTITY,
    judge=judge,
    later=True,
)
