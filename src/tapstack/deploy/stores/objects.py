"""What a bucket holds, deleted page by page: an interruption loses nothing, the next run finds what is left.

Source: botocore s3, ListObjectVersions and DeleteObjects (both 1000 a request), ListMultipartUploads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PAGE = 1000


def delete_versions(client: Any, owner: dict[str, str], *, bypass: bool = False) -> list[str]:
    """Delete every version and delete marker; why S3 refuses each of the others."""
    refused: list[str] = []
    extra = {"BypassGovernanceRetention": True} if bypass else {}
    for page in _pages(client, owner):
        found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
        if found:
            names = [{"Key": one["Key"], "VersionId": one["VersionId"]} for one in found]
            answer = client.delete_objects(**owner, Delete={"Objects": names, "Quiet": True}, **extra)
            refused.extend(_refused(one) for one in answer.get("Errors", []))
    return refused


def abort_uploads(client: Any, owner: dict[str, str]) -> None:
    """Abort every unfinished multipart upload."""
    for page in client.get_paginator("list_multipart_uploads").paginate(**owner):
        for one in page.get("Uploads", []):
            client.abort_multipart_upload(**owner, Key=one["Key"], UploadId=one["UploadId"])


def _pages(client: Any, owner: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each page of up to 1000: what stands on it may be deleted before the next is asked for."""
    yield from client.get_paginator("list_object_versions").paginate(**owner, PaginationConfig={"PageSize": PAGE})


def _refused(one: dict[str, Any]) -> str:
    return f"{one.get('Code', '')}: {one.get('Message', '')}".strip(": .")
