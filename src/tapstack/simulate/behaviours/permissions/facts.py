"""What the account knows of resources that condition keys ask about: tags, aliases, keys of items."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from tapstack.simulate.cloud.role import looking

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud


class Facts:
    """Each is looked up once until its service's are forgotten; ``""`` or nothing of what is not there."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._known: dict[tuple[str, ...], Any] = {}

    def forget(self, service: str) -> None:
        """Something that is asked of a service has changed."""
        for key in [key for key in self._known if key[0] == service]:
            del self._known[key]

    def partition_key(self, region: str, table: str) -> str:
        """The name of the attribute by which a table divides its items."""

        def read(client: Any) -> str:
            schema = client.describe_table(TableName=table.rpartition("/")[2])["Table"]["KeySchema"]
            return str(next(one["AttributeName"] for one in schema if one["KeyType"] == "HASH"))

        return str(self.found("dynamodb", region, ("partition", table), read, ""))

    def key(self, region: str, name: str) -> str:
        """The ARN of a key, by its id, ARN, or alias."""

        def read(client: Any) -> str:
            return str(client.describe_key(KeyId=name)["KeyMetadata"]["Arn"])

        return str(self.found("kms", region, ("key", name), read, ""))

    def is_of_aws(self, region: str, name: str) -> bool:
        """Whether AWS manages a key: every principal of the account may use it through its service."""

        def read(client: Any) -> bool:
            return bool(client.describe_key(KeyId=name)["KeyMetadata"]["KeyManager"] == "AWS")

        return "alias/aws/" in name or bool(self.found("kms", region, ("manager", name), read, False))

    def aliases(self, region: str, key: str) -> tuple[str, ...]:
        """The aliases of a key, by its ARN."""

        def read(client: Any) -> tuple[str, ...]:
            pages = client.get_paginator("list_aliases").paginate()
            own = (one for page in pages for one in page["Aliases"])
            return tuple(one["AliasName"] for one in own if one.get("TargetKeyId") == key.rpartition("/")[2])

        return tuple(self.found("kms", region, ("aliases", key), read, ()))

    def function_of(self, region: str, mapping: str) -> str:
        """The ARN of the function of an event source mapping."""

        def read(client: Any) -> str:
            return str(client.get_event_source_mapping(UUID=mapping)["FunctionArn"])

        return str(self.found("lambda", region, ("mapping", mapping), read, ""))

    def tags(self, region: str, arn: str) -> dict[str, str] | None:
        """The tags of a resource; None of a kind whose tags are not looked up here."""
        service = arn.split(":", 3)[2]
        read = _TAGS.get(service)
        return None if read is None else self.found(service, region, ("tags", arn), lambda one: read(one, arn), {})

    def found(self, service: str, region: str, what: tuple[str, ...], read: Callable[[Any], Any], absent: Any) -> Any:
        """What a client of a service reads, once; ``absent`` where the service refuses."""
        key = (service, region, *what)
        if key not in self._known:
            with looking():
                try:
                    self._known[key] = read(self._cloud.client(service, region))
                except ClientError:
                    self._known[key] = absent
        return self._known[key]


def _pairs(tags: Any, key: str = "Key", value: str = "Value") -> dict[str, str]:
    return {tag[key]: tag[value] for tag in tags}


def _of_network(client: Any, arn: str) -> dict[str, str]:
    wanted = [{"Name": "resource-id", "Values": [arn.rpartition("/")[2]]}]
    return _pairs(client.describe_tags(Filters=wanted)["Tags"])


def _of_key(client: Any, arn: str) -> dict[str, str]:
    return _pairs(client.list_resource_tags(KeyId=arn)["Tags"], "TagKey", "TagValue")


def _of_table(client: Any, arn: str) -> dict[str, str]:
    return _pairs(client.list_tags_of_resource(ResourceArn=arn)["Tags"])


def _of_function(client: Any, arn: str) -> dict[str, str]:
    return dict(client.list_tags(Resource=arn)["Tags"])


_TAGS: dict[str, Callable[[Any, str], dict[str, str]]] = {
    "dynamodb": _of_table,
    "ec2": _of_network,
    "kms": _of_key,
    "lambda": _of_function,
}
