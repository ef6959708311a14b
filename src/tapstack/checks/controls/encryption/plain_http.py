"""ENC-03: each bucket has a policy that refuses whatever comes without TLS."""

from collections.abc import Iterator

from tapstack.access import Statement, Unread, arn, canonical, like, policies_about
from tapstack.checks.controls.control import ControlCheck
from tapstack.checks.truths.access.asking import any_of
from tapstack.checks.truths.resource_policies import of_anyone
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property
from tapstack.render.pattern import shown

_KEY = "aws:securetransport"
_OPERATORS = ("Bool", "BoolIfExists")
_ANY = "/an object that no policy names"


def judge(bucket: Property, view: View) -> Iterator[Fault]:
    """A fault where the bucket has no policy, and where its statements leave the bucket or its objects out."""
    found = policies_about(bucket.item, view)
    if not found:
        yield Fault(bucket, f"No stack makes a policy of {bucket.item}.")
        return
    denying = [one for one in found if isinstance(one, Unread) or _denies(one)]
    mine = arn(bucket.item, view)
    for what, text in (("", mine), ("the objects of ", mine + _ANY)):
        if not any_of([(one, text) for one in denying], lambda pair: _covers(*pair, view)):
            yield Fault(bucket, f"No statement denies everybody s3:* without TLS on {what}{bucket.item}.")


def _denies(statement: Statement) -> bool:
    """Whether it denies everybody everything, at least where the request comes without TLS."""
    if statement.allows or statement.other_actions or not of_anyone(statement.at):
        return False
    return bool({"*", "s3:*"} & {*(statement.actions or ())}) and all(
        one.key == _KEY and one.operator in _OPERATORS and one.wanted == ("false",) for one in statement.conditions
    )


def _covers(part: Statement | Unread, text: str, view: View) -> bool:
    if isinstance(part, Unread):
        raise NotKnown(part.why)
    if part.other_resources or part.resources is None:
        raise NotKnown(f"{part.at.label} names what it is not about")
    answers = [like(text, canonical(one, view)) for one in part.resources]
    if None in answers and True not in answers:
        raise NotKnown(f"whether {part.at.label} is about {shown(text)} is not known")
    return True in answers


CONTROL = ControlCheck(
    name="S3_BUCKET_DENIES_PLAIN_HTTP",
    title="Each bucket has a policy that denies everybody what comes without TLS, on the bucket and its objects",
    why="Over plain HTTP whoever carries the packets reads the objects; a bucket without a policy takes it.",
    fix="Make an AWS::S3::BucketPolicy of the bucket that denies s3:* to * on its Arn and Arn/* while"
    " aws:SecureTransport is false.",
    source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
    controls=("ENC-03",),
    about=("AWS::S3::Bucket",),
    judge=judge,
)
