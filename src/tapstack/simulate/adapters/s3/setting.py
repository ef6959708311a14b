"""One setting of a bucket: how it is put, told and taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Setting:
    """``name`` ends the names of S3's calls: ``put_bucket_<name>`` takes the value as ``argument``.

    ``to_api`` and ``from_api`` turn the template's form into S3's and back. ``answer`` is where ``get_bucket_<name>``
    tells it: a member, or "" for the whole answer. ``without`` is put where the setting is taken away; where it is
    None ``delete_bucket_<name>`` does it. ``itself`` is the member that is the bucket's own name unless given.
    """

    name: str
    argument: str
    to_api: Callable[[Any], Any] = _as_it_is
    from_api: Callable[[Any], Any] = _as_it_is
    answer: str = ""
    without: Any = None
    itself: str = ""

    def put(self, client: Any, bucket: str, value: Any) -> None:
        """Set it."""
        given = {self.itself: bucket, **value} if self.itself else value
        getattr(client, f"put_{self.name}")(Bucket=bucket, **{self.argument: self.to_api(given)})

    def get(self, client: Any, bucket: str) -> Any:
        """As S3 tells it; None where it has none."""
        answer = told(client, f"get_{self.name}", bucket)
        if answer is None:
            return None
        return self.from_api(answer.get(self.answer) if self.answer else answer)

    def reset(self, client: Any, bucket: str) -> None:
        """Take it away."""
        if self.without is None:
            getattr(client, f"delete_{self.name.removesuffix('_configuration')}")(Bucket=bucket)
        else:
            getattr(client, f"put_{self.name}")(Bucket=bucket, **{self.argument: self.without})


def told(client: Any, call: str, bucket: str) -> dict[str, Any] | None:
    """What a call tells of a bucket; None where S3 has nothing to tell. Raises ClientError for no such bucket."""
    try:
        answer: dict[str, Any] = getattr(client, call)(Bucket=bucket)
    except ClientError as error:
        missing = error.response["ResponseMetadata"]["HTTPStatusCode"] == 404
        if missing and error.response["Error"]["Code"] != "NoSuchBucket":
            return None
        raise
    answer.pop("ResponseMetadata", None)
    return answer
