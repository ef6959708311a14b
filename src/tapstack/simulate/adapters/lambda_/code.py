"""The code of a function as Lambda's calls take it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import Any

from botocore.exceptions import ClientError

from tapstack.simulate.adapters.adapter import Bench
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import RefusedError

_SINCE = (1980, 1, 1, 0, 0, 0)
_SUFFIXES = {"python": "py", "nodejs": "js"}


def code(bench: Bench, given: Mapping[str, Any]) -> dict[str, Any]:
    """Inline text packed as the file ``index``; the bytes of an object in a bucket; an image as it is.

    Source: resource schema AWS::Lambda::Function, Code. Raises RefusedError where Lambda cannot take the object.
    """
    source = given["Code"]
    if source.get("ZipFile") is not None:
        runtime = str(given.get("Runtime", ""))
        suffix = next((end for start, end in _SUFFIXES.items() if runtime.startswith(start)), "py")
        return {"ZipFile": packed(source["ZipFile"], f"index.{suffix}")}
    if source.get("S3Bucket"):
        return {"ZipFile": _fetched(bench, source)}
    return pick(source, "ImageUri")


@cache
def packed(text: str, name: str) -> bytes:
    """A zip archive of one file: the same text, the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name, _SINCE)
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, text)
    return buffer.getvalue()


def _fetched(bench: Bench, source: Mapping[str, Any]) -> bytes:
    """The object, of the version that is given, from a bucket of the function's region."""
    client, bucket = bench.client("s3"), source["S3Bucket"]
    version = {"VersionId": source["S3ObjectVersion"]} if source.get("S3ObjectVersion") else {}
    try:
        home = client.get_bucket_location(Bucket=bucket).get("LocationConstraint") or "us-east-1"
        if home != bench.region:
            where = f"The bucket is in this region: {home}. Please use this region to retry the request"
            raise _not_got("PermanentRedirect", where)
        body: bytes = client.get_object(Bucket=bucket, Key=source["S3Key"], **version)["Body"].read()
    except ClientError as error:
        about = error.response["Error"]
        raise _not_got(about["Code"], about["Message"]) from error
    if not zipfile.is_zipfile(io.BytesIO(body)):
        raise _refused("Could not unzip uploaded file. Please check your file, then try to upload again.")
    return body


def _not_got(error: str, message: str) -> RefusedError:
    return _refused(f"Error occurred while GetObject. S3 Error Code: {error}. S3 Error Message: {message}")


def _refused(message: str) -> RefusedError:
    return RefusedError("InvalidParameterValueException", message, service="Lambda")
