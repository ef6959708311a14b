"""A function as Lambda has it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tapstack.simulate.cloud import Cloud
from tapstack.simulate.cloud.hooks.function_code import code_of
from tapstack.simulate.resources import RefusedError, UnsupportedError


@dataclass(frozen=True)
class Deployed:
    """What GetFunction tells, and the archive of the code; ``timeout`` in seconds, ``memory`` in MiB."""

    arn: str
    name: str
    region: str
    runtime: str
    handler: str
    role: str
    timeout: int
    memory: int
    variables: Mapping[str, str]
    code: bytes
    version: str = "$LATEST"

    @property
    def log_group(self) -> str:
        """Where its log goes by default; moto does not keep another one."""
        return f"/aws/lambda/{self.name}"


def deployed(cloud: Cloud, arn: str) -> Deployed:
    """The function of an ARN, in the region that the ARN names.

    Raises RefusedError where there is none, UnsupportedError for one whose code is not to be had here.
    """
    region, name = _place(cloud, arn)
    client = cloud.client("lambda", region)
    try:
        about: Mapping[str, Any] = client.get_function(FunctionName=name)["Configuration"]
    except client.exceptions.ResourceNotFoundException as error:
        raise RefusedError("ResourceNotFoundException", f"Function not found: {arn}", service="Lambda") from error
    for trait in ("an image", about.get("PackageType") == "Image"), ("layers", about.get("Layers")):
        if trait[1]:
            raise UnsupportedError(f"{name} has {trait[0]}; only code in an archive of its own is simulated.")
    code = code_of(cloud.account_id, region, name)
    if not zipfile.is_zipfile(io.BytesIO(code)):
        why = "Could not unzip uploaded file. Please check your file, then try to upload again."
        raise RefusedError("InvalidParameterValueException", why, service="Lambda")
    return Deployed(
        arn=about["FunctionArn"],
        name=about["FunctionName"],
        region=region,
        runtime=about.get("Runtime", ""),
        handler=about.get("Handler", ""),
        role=about["Role"],
        timeout=int(about.get("Timeout", 3)),
        memory=int(about.get("MemorySize", 128)),
        variables=dict(about.get("Environment", {}).get("Variables", {})),
        code=code,
    )


def _place(cloud: Cloud, arn: str) -> tuple[str, str]:
    """The region and the name in an ARN."""
    parts = arn.split(":")
    if parts[0] != "arn" or parts[2:3] != ["lambda"] or parts[5:6] != ["function"] or len(parts) > 8:
        raise RefusedError("ValidationException", f"{arn} is not the ARN of a function.", service="Lambda")
    if parts[4] != cloud.account_id:
        raise UnsupportedError(f"{arn} is of another account; only one is simulated.")
    if parts[7:] not in ([], ["$LATEST"]):
        raise UnsupportedError(f"{arn} names a version or an alias; only the newest code is simulated.")
    return parts[3], parts[6]
