"""CFN-007: the template of a nested stack lies where CloudFormation reads it."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import TOKEN

_READ = re.compile(r"https://[^/]*s3[^/]*\.amazonaws\.com(\.cn)?/.+|https://[^/]*\.s3\.[^/]+/.+")
_SITE = re.compile(r"https?://[^/]*s3-website[.-]")


def judge(url: Property, _: View) -> Iterator[Fault]:
    """A fault for another protocol, another place, or a website; a file beside the template is packaged later."""
    text = url.pattern
    if "://" not in text:
        return
    if _SITE.match(text):
        yield Fault(url, f"{url.shown} is the website of a bucket.")
    elif not text.startswith("https://"):
        yield Fault(url, f"{url.shown} does not begin with https://.")
    elif not _READ.match(text):
        if TOKEN.search(text.removeprefix("https://").partition("/")[0]):
            raise url.unknown()
        yield Fault(url, f"{url.shown} is not in a bucket of S3.")


TRUTH = Truth(
    id="CFN-007",
    title="A nested template's URL begins with https:// and leads into a bucket of S3",
    why="CloudFormation answers that it does not support the URL, and the stack fails.",
    fix="Upload the template, and write https://BUCKET.s3.REGION.amazonaws.com/KEY.",
    source="botocore cloudformation CreateStack.TemplateURL, CreateStackSet.TemplateURL: a bucket of S3, https://, no"
    " website",
    about=("AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet"),
    at="TemplateURL",
    judge=judge,
)
