"""LAMBDA-012: images and layers are of the function's region."""

import re
from collections.abc import Iterator

from tapstack.checks.truths import arns
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

_IMAGE = re.compile(r"[^/]*\.dkr\.ecr(?:-fips)?\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/.*", re.DOTALL)
_MOST = 5


def judge(function: Property, _: View) -> Iterator[Fault]:
    """A fault for an image or layer of another region, and for too many layers."""
    home = function.item.region
    image = function["Code.ImageUri"]
    match = _IMAGE.fullmatch(image.pattern)
    if match and match["region"] != home:
        yield Fault(image, f"The image is in {match['region']}, the function in {home}.")
    layers = function["Layers"].items
    if len(layers) > _MOST:
        yield Fault(function["Layers"], f"The function has {len(layers)} layers; {_MOST} are allowed.")
    for layer in layers:
        where = arns.region(layer)
        if where and where != home:
            yield Fault(layer, f"The layer {layer.shown} is in {where}, the function in {home}.")


TRUTH = Truth(
    id="LAMBDA-012",
    title="A function's image and its layers, five at most, are of the function's region",
    why="Lambda refuses the function: it is not authorized to get the layer, or does not find the image.",
    fix="Publish the layer or image in each region, and name it with AWS::Region.",
    source="open-telemetry/opentelemetry-lambda#12 and aws-amplify/amplify-backend#2216 (a layer must be of the"
    " function's"
    " region); Lambda developer guide, container images (the repository must be of the function's region)",
    about=("AWS::Lambda::Function",),
    judge=judge,
)
