"""LAMBDA-006: a function is an image, or an archive with runtime and handler."""

from collections.abc import Iterator

from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def judge(function: Property, _: View) -> Iterator[Fault]:
    """A fault for what the one kind needs, and what belongs to the other."""
    kind, image = function["PackageType"], function["Code.ImageUri"]
    needed: tuple[str, ...] = ("Runtime", "Handler")
    foreign: tuple[str, ...] = ("Code.ImageUri", "ImageConfig")
    if kind.equals("Image"):
        needed, foreign = ("Code.ImageUri",), ("Runtime", "Handler", "Layers", "Code.ZipFile", "Code.S3Bucket")
    elif not kind.given and image.given:
        yield Fault(image, "The code is an image, but PackageType is not Image.")
        return
    for name in needed:
        if not function.has(name):
            yield Fault(function, f"A function of PackageType {kind.shown or 'Zip'} has no {name}.")
    for name in foreign:
        if function.has(name):
            yield Fault(function[name], f"{name} is not for a function of PackageType {kind.shown or 'Zip'}.")


TRUTH = Truth(
    id="LAMBDA-006",
    title="An Image function has an ImageUri, any other a Runtime and a Handler, and neither what is the other's",
    why="Lambda refuses the function.",
    fix="Set PackageType: Image with ImageUri alone; or Runtime, Handler and an archive.",
    source="resource schema AWS::Lambda::Function, Runtime and Handler (required for archives; an error for images),"
    " Code",
    about=("AWS::Lambda::Function",),
    judge=judge,
)
