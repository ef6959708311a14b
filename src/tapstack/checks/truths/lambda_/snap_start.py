"""LAMBDA-013: a snapshot can be taken of the function."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_WITHOUT = {f"python3.{minor}" for minor in range(6, 12)} | {"java8", "java8.al2", "dotnet6"}
_MOST = 512


def judge(function: Property, _: View) -> Iterator[Fault]:
    """A fault for each thing that a snapshot cannot have."""
    if not function["SnapStart.ApplyOn"].equals("PublishedVersions"):
        return
    runtime = function["Runtime"].text
    if not runtime.startswith(("java", "python", "dotnet")) or runtime in _WITHOUT:
        yield Fault(function["SnapStart"], f"There are no snapshots of {runtime or 'images'}.")
    if function["FileSystemConfigs"].items:
        yield Fault(function["FileSystemConfigs"], "A snapshot has no file system.")
    storage = function["EphemeralStorage.Size"]
    if storage.number_or(_MOST) > _MOST:
        yield Fault(storage, f"The storage has {storage.shown} MB; a snapshot has {_MOST} at most.")


TRUTH = Truth(
    id="LAMBDA-013",
    title="A function with SnapStart has a runtime that supports it, no file system and at most 512 MB of storage",
    why="Lambda refuses the function.",
    fix="Use java11, python3.12, dotnet8 or later and the default storage, or remove SnapStart.",
    source="Lambda developer guide, SnapStart, supported features and limitations"
    " (https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html)",
    about=("AWS::Lambda::Function",),
    judge=judge,
)
