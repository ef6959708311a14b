"""The code of a function as Lambda's calls take it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import Any

from tapstack.simulate.adapters.shapes import pick

_SINCE = (1980, 1, 1, 0, 0, 0)
_SUFFIXES = {"python": "py", "nodejs": "js"}


def code(given: Mapping[str, Any]) -> dict[str, Any]:
    """Inline text packed as the file ``index``; an object in a bucket, or an image, as it is.

    Source: resource schema AWS::Lambda::Function, Code.ZipFile.
    """
    source = given["Code"]
    if source.get("ZipFile") is None:
        return pick(source, "S3Bucket", "S3Key", "S3ObjectVersion", "ImageUri")
    runtime = str(given.get("Runtime", ""))
    suffix = next((end for start, end in _SUFFIXES.items() if runtime.startswith(start)), "py")
    return {"ZipFile": packed(source["ZipFile"], f"index.{suffix}")}


@cache
def packed(text: str, name: str) -> bytes:
    """A zip archive of one file: the same text, the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name, _SINCE)
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, text)
    return buffer.getvalue()
