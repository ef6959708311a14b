"""AWS::Lambda::Function."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.lambda_.code import code
from tapstack.simulate.adapters.names import generated
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import changes, tags
from tapstack.simulate.resources import Made, Wanted

_SETTINGS = (
    *("DeadLetterConfig", "Description", "Environment", "EphemeralStorage", "FileSystemConfigs", "Handler"),
    *("ImageConfig", "KMSKeyArn", "Layers", "LoggingConfig", "MemorySize", "Role", "Runtime", "SnapStart"),
    *("Timeout", "TracingConfig", "VpcConfig"),
)
_CREATION = ("Architectures", "PackageType")
_DEFAULTS = {"Description": "", "Environment": {"Variables": {}}, "MemorySize": 128, "Timeout": 3, "Layers": []}


class Function(Adapter):
    """A function; Ref gives its name."""

    type = "AWS::Lambda::Function"
    carried = frozenset(
        {
            *("FunctionName", "Code", "KmsKeyArn", "ReservedConcurrentExecutions", "Tags"),
            *(name for name in (*_SETTINGS, *_CREATION) if name != "KMSKeyArn"),
        }
    )
    recorded = frozenset({"CodeSigningConfigArn", "RecursiveLoop", "RuntimeManagementConfig"})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateFunction, then its concurrency."""
        given, client = wanted.properties, bench.client("lambda")
        name = given.get("FunctionName") or generated(bench.owner, wanted, 64)
        about = client.create_function(
            FunctionName=name, Code=code(given), Tags=tags(bench, wanted), **_settings(given), **pick(given, *_CREATION)
        )
        made = Made(name, {"Arn": about["FunctionArn"]})
        with self.begun(made):
            self._reserve(client, name, {}, given)
        return made

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateFunctionConfiguration, UpdateFunctionCode, and the calls beside them."""
        client, name, was, given = bench.client("lambda"), made.physical_id, before.properties, wanted.properties
        settings, old = _settings(given), _settings(was)
        if settings != old:
            reset = {one: _DEFAULTS[one] for one in old if one not in settings and one in _DEFAULTS}
            client.update_function_configuration(FunctionName=name, **reset, **settings)
        if given["Code"] != was["Code"] or given.get("Handler") != was.get("Handler"):
            client.update_function_code(FunctionName=name, **code(given), **pick(given, "Architectures"))
        self._reserve(client, name, was, given)
        new, gone = changes(tags(bench, before), tags(bench, wanted))
        if gone:
            client.untag_resource(Resource=made.attributes["Arn"], TagKeys=gone)
        if new:
            client.tag_resource(Resource=made.attributes["Arn"], Tags=new)
        return made

    def _reserve(self, client: Any, name: str, was: Any, given: Any) -> None:
        reserved = given.get("ReservedConcurrentExecutions")
        if reserved is not None:
            client.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=reserved)
        elif was.get("ReservedConcurrentExecutions") is not None:
            client.delete_function_concurrency(FunctionName=name)

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteFunction."""
        client = bench.client("lambda")
        try:
            client.delete_function(FunctionName=made.physical_id)
        except client.exceptions.ResourceNotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetFunction; of the code only that it is the one given, by its digest."""
        client, name = bench.client("lambda"), made.physical_id
        about = client.get_function(FunctionName=name)
        settings = about["Configuration"]
        found = pick(settings, "FunctionName", *_SETTINGS, *_CREATION)
        found |= {"KmsKeyArn": found.pop("KMSKeyArn")} if "KMSKeyArn" in found else {}
        if "Layers" in found:
            found["Layers"] = [layer["Arn"] for layer in found["Layers"]]
        found |= (
            {"VpcConfig": pick(found["VpcConfig"], "SubnetIds", "SecurityGroupIds")} if "VpcConfig" in found else {}
        )
        reserved = about.get("Concurrency", {}).get("ReservedConcurrentExecutions")
        found |= {"ReservedConcurrentExecutions": reserved} if reserved is not None else {}
        if settings["CodeSha256"] == _digest(wanted):
            found["Code"] = wanted.properties["Code"]
        pairs = about.get("Tags", {})
        mine = tags(bench, wanted)
        return found | {"Tags": [{"Key": key, "Value": value} for key, value in pairs.items() if key in mine]}


def _settings(given: Any) -> dict[str, Any]:
    found = pick(given, *_SETTINGS)
    return found | ({"KMSKeyArn": given["KmsKeyArn"]} if given.get("KmsKeyArn") else {})


def _digest(wanted: Wanted) -> str:
    """The digest that Lambda tells of code that is given inline; of other code, none that it could tell."""
    packed = code(wanted.properties).get("ZipFile")
    return base64.b64encode(hashlib.sha256(packed).digest()).decode() if packed else ""
