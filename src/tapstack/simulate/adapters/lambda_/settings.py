"""The settings of a function: as the template, as Lambda's calls and as its answers have them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.simulate.adapters.shapes import pick

SETTINGS = (
    *("DeadLetterConfig", "Description", "Environment", "EphemeralStorage", "FileSystemConfigs", "Handler"),
    *("ImageConfig", "KmsKeyArn", "Layers", "LoggingConfig", "MemorySize", "Role", "Runtime", "SnapStart"),
    *("Timeout", "TracingConfig", "VpcConfig"),
)
_NETWORK = ("SubnetIds", "SecurityGroupIds", "Ipv6AllowedForDualStack")


def settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """As CreateFunction takes them."""
    return _named(pick(given, *SETTINGS))


def updated(name: str, before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """As UpdateFunctionConfiguration takes them: empty where nothing changes, else all.

    What is given no more becomes what it is by default (assumed of CloudFormation's handler).
    """
    was, wanted = settings(before), settings(given)
    reset = {one: value for one, value in _defaults(name).items() if one in was and one not in wanted}
    return {} if was == wanted else reset | wanted


def told(about: Mapping[str, Any]) -> dict[str, Any]:
    """As the template has them, of what GetFunction answers; a network without subnets is none."""
    found = pick(about, *SETTINGS) | {"KmsKeyArn": about.get("KMSKeyArn")}
    found["ImageConfig"] = about.get("ImageConfigResponse", {}).get("ImageConfig")
    found["Layers"] = [layer["Arn"] for layer in about.get("Layers", [])]
    network = about.get("VpcConfig") or {}
    found["VpcConfig"] = pick(network, *_NETWORK) if network.get("SubnetIds") else None
    found["SnapStart"] = pick(about.get("SnapStart", {}), "ApplyOn")
    return {name: value for name, value in found.items() if value not in (None, {}, [])}


def _defaults(name: str) -> dict[str, Any]:
    return {
        "DeadLetterConfig": {"TargetArn": ""},
        "Description": "",
        "Environment": {"Variables": {}},
        "EphemeralStorage": {"Size": 512},
        "FileSystemConfigs": [],
        "ImageConfig": {},
        "KMSKeyArn": "",
        "Layers": [],
        "LoggingConfig": {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{name}"},
        "MemorySize": 128,
        "SnapStart": {"ApplyOn": "None"},
        "Timeout": 3,
        "TracingConfig": {"Mode": "PassThrough"},
        "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []},
    }


def _named(found: dict[str, Any]) -> dict[str, Any]:
    """With the key under the name that the service has for it."""
    return {("KMSKeyArn" if name == "KmsKeyArn" else name): value for name, value in found.items()}
