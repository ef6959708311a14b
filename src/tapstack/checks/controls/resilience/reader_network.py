"""RSL-04: a function that reads a Kinesis stream stands in a network."""

from collections.abc import Iterator

from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.controls.iam.lent import sources
from tapstack.checks.controls.iam.needs import code_of
from tapstack.checks.controls.network.private import places
from tapstack.checks.truths.code.clients import clients
from tapstack.checks.truths.code.source import FUNCTION, Source
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.facts.regions import is_region
from tapstack.graph.stackset import NotKnown, Property


def judge(function: Property, view: View) -> Iterator[Fault]:
    """A fault for one outside that works in its own region alone."""
    item, code = function.item, code_of(function.item)
    if "kinesis" not in sources(item, code, view):
        raise NotAskedError(f"{item} reads no Kinesis stream")
    if places(item) is not None:
        return
    if _works_elsewhere(function, code):
        raise NotAskedError(f"{item} calls services of another region, which no endpoint of a network leads to")
    yield Fault(function, f"{item} reads a Kinesis stream, and stands in no network.")


def _works_elsewhere(function: Property, code: Source | None) -> bool:
    """Whether its code has a client of another region, or reads a variable that names one."""
    home = function.item.region
    told = {name for name, value in function["Environment.Variables"].members.items() if _is_other(value, home)}
    if code is None:
        if told:
            raise NotKnown(f"whether {function.item} works in another region is not known: its code is not seen")
        return False
    return bool(told & code.texts) or any(client.region not in ("", home) for client in clients(code))


def _is_other(value: Property, home: str) -> bool:
    return value.known and is_region(value.text) and value.text != home


CONTROL = ControlCheck(
    name="STREAM_READER_STANDS_IN_A_NETWORK",
    title="A function that reads a Kinesis stream, and works in its own region, stands in a network",
    why="Outside one, whatever gets into the function with a record may send what it reads anywhere.",
    fix="Write VpcConfig with subnets and a security group that lets out to the endpoints only.",
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-3;"
    " https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html (endpoints of a network"
    " lead to services of its region). Assumption: code that reads a variable with another region's name works there",
    controls=("RSL-04",),
    about=(FUNCTION,),
    judge=judge,
)
