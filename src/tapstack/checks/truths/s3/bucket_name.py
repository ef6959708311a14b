"""S3-050: the name of a bucket, as it comes out, is one that S3 takes."""

import re
from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property
from tapstack.render.pattern import ACCOUNT, TOKEN, is_whole, lengths

_FORBIDDEN = re.compile(r"[^a-z0-9.-]")
_ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}")
_HEADS = ("xn--", "sthree-", "amzn-s3-demo-")
_TAILS = ("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3")


def judge(name: Property, _: View) -> Iterator[Fault]:
    """A fault for each rule of names that the known parts of the name break already."""
    text = name.pattern
    yield from (Fault(name, f"The bucket name {name.shown} {wrong}.") for wrong in _wrong(text))
    if not is_whole(text.replace(ACCOUNT, "")):
        raise name.unknown()


def _wrong(text: str) -> Iterator[str]:
    least, most = lengths(text)
    if least > 63 or (most is not None and most < 3):
        yield f"has {least} characters; it takes 3 to 63"
    pieces = TOKEN.split(text)
    if found := _FORBIDDEN.search("".join(pieces)):
        yield f"has the character {found[0]!r}; it takes small letters, digits, hyphens and periods"
    if (pieces[0][:1] in ("-", ".") and pieces[0]) or (pieces[-1] and pieces[-1][-1] in "-."):
        yield "does not start and end with a letter or digit"
    if any(".." in piece for piece in pieces):
        yield "has two periods in a row"
    if _ADDRESS.fullmatch(text):
        yield "looks like an IP address"
    if reserved := [*filter(pieces[0].startswith, _HEADS), *filter(pieces[-1].endswith, _TAILS)]:
        yield f"has the reserved {reserved[0]}"


TRUTH = Truth(
    id="S3-050",
    title="A bucket name is 3 to 63 small letters, digits, hyphens and periods, and nothing that S3 reserves",
    why="S3 answers InvalidBucketName, and the stack fails.",
    fix="Shorten the parts that the name is made of, and constrain the parameters that go into it.",
    source="S3 user guide, Bucket naming rules; resource schema AWS::S3::Bucket, BucketName",
    about=("AWS::S3::Bucket",),
    at="BucketName",
    judge=judge,
)
