"""AWS::Lambda::Function."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.lambda_.code import code
from tapstack.simulate.adapters.lambda_.settings import SETTINGS, settings, told, updated
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import changes, listed, tags
from tapstack.simulate.adapters.tags import told as told_tags
from tapstack.simulate.resources import Made, RefusedError, UnsupportedError, Wanted

_CREATION = ("Architectures", "PackageType")
_SNAP = "SnapStartResponse"


class Function(Adapter):
    """A function; Ref gives its name."""

    type = "AWS::Lambda::Function"
    carried = frozenset({*("FunctionName", "Code", "ReservedConcurrentExecutions", "Tags"), *SETTINGS, *_CREATION})
    recorded = frozenset({"CodeSigningConfigArn", "RecursiveLoop", "RuntimeManagementConfig"})
    partly: ClassVar[Mapping[str, str]] = {
        "Code/S3ObjectStorageMode": "the function has a copy of the object",
        "Code/SourceKMSKeyArn": "the archive is kept as it is",
    }

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateFunction, then its concurrency."""
        given, client = wanted.properties, bench.client("lambda")
        _refuse_layers_of_others(bench, wanted)
        name = given.get("FunctionName") or generated(bench.owner, wanted, 64)
        about = client.create_function(
            FunctionName=name,
            Code=code(bench, given),
            Tags=tags(bench, wanted, system=True),
            **settings(given),
            **pick(given, *_CREATION),
        )
        made = _made(name, about)
        with self.begun(made):
            _reserve(client, name, {}, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateFunctionConfiguration, UpdateFunctionCode, and the calls beside them."""
        client, name, was, given = bench.client("lambda"), made.physical_id, before.properties, wanted.properties
        _refuse_layers_of_others(bench, wanted)
        if changed := updated(name, was, given):
            client.update_function_configuration(FunctionName=name, **changed)
        machine = given.get("Architectures", ["x86_64"])
        if _sources(was) != _sources(given) or was.get("Architectures", ["x86_64"]) != machine:
            client.update_function_code(FunctionName=name, **code(bench, given), Architectures=machine)
        _reserve(client, name, was, given)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(Resource=made.attributes["Arn"], TagKeys=gone)
        if new:
            client.tag_resource(Resource=made.attributes["Arn"], Tags=new)
        return _made(name, client.get_function(FunctionName=name)["Configuration"])

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteFunction."""
        client = bench.client("lambda")
        try:
            client.delete_function(FunctionName=made.physical_id)
        except client.exceptions.ResourceNotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetFunction; of the code only that it is the one given, by its digest."""
        about = bench.client("lambda").get_function(FunctionName=made.physical_id)
        found = pick(about["Configuration"], "FunctionName", *_CREATION) | told(about["Configuration"])
        reserved = about.get("Concurrency", {}).get("ReservedConcurrentExecutions")
        found |= {} if reserved is None else {"ReservedConcurrentExecutions": reserved}
        if about["Configuration"]["CodeSha256"] == _digest(bench, wanted):
            found["Code"] = wanted.properties["Code"]
        return found | {"Tags": told_tags(bench, listed(about.get("Tags", {})), wanted=wanted)}


def _made(name: str, about: Mapping[str, Any]) -> Made:
    snap = pick(about["SnapStart"], "ApplyOn", "OptimizationStatus")
    members = {f"{_SNAP}.{member}": value for member, value in snap.items()}
    return Made(name, {"Arn": about["FunctionArn"].removesuffix(":$LATEST"), _SNAP: snap, **members})


def _reserve(client: Any, name: str, was: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    reserved, before = (one.get("ReservedConcurrentExecutions") for one in (given, was))
    if reserved is not None and reserved != before:
        client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=reserved)
    elif reserved is None and before is not None:
        client.delete_function_concurrency(FunctionName=name)


def _sources(given: Mapping[str, Any]) -> tuple[Any, Any]:
    """What the archive follows from: the suffix of inline code is that of the runtime."""
    return given["Code"], str(given.get("Runtime", ""))[:4] if given["Code"].get("ZipFile") else ""


def _refuse_layers_of_others(bench: Bench, wanted: Wanted) -> None:
    """The layers of other accounts, AWS's own among them, are not here, though they may well be there."""
    for layer in wanted.properties.get("Layers") or []:
        if layer.split(":")[4:5] != [bench.owner.account_id]:
            message = f"{wanted.logical_id} ({wanted.type}) has the layer {layer}, of which the simulator has no code."
            raise UnsupportedError(message)


def _digest(bench: Bench, wanted: Wanted) -> str:
    """The digest that Lambda tells of the archive that is given; of other code, none that it could tell."""
    try:
        archive = code(bench, wanted.properties).get("ZipFile")
    except RefusedError:
        return ""
    return base64.b64encode(hashlib.sha256(archive).digest()).decode() if archive else ""
