"""Values that no template and no stack determines, looked up in the simulated account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud
    from tapstack.template.unresolved import Unresolved

_PLAIN = ("ssm", "ssm-secure")


class Outside:
    """What a dynamic reference, or a parameter of Parameter Store, stands for; None where nothing is known."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def __call__(self, region: str, value: Unresolved) -> Any:
        """Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html."""
        if value.kind == "DynamicReference":
            service, _, name = value.of.partition(":")
            return self._parameter(region, name.partition(":")[0]) if service in _PLAIN else None
        return None

    def _parameter(self, region: str, name: str) -> str | None:
        client = self._cloud.client("ssm", region)
        try:
            found: str = client.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
        except client.exceptions.ParameterNotFound:
            return None
        return found
