"""The items of an export. Its format: "DynamoDB table export output format", Developer Guide."""

import base64
import gzip
import hashlib
import itertools
import json
import os
import tempfile
from collections.abc import Iterator

from parts.items import Item
from parts.table_clients import in_source


class IntegrityError(Exception):
    """An exported file is not what its manifest says."""


def items_of(key: str, first: int, md5: str = "") -> Iterator[Item]:
    """The items of a data file from number ``first`` on; IntegrityError if its bytes have another ``md5``."""
    with tempfile.TemporaryFile() as local:
        in_source("s3").download_fileobj(os.environ["EXPORT_BUCKET"], key, local)
        local.seek(0)
        if md5 and md5 != base64.b64encode(hashlib.file_digest(local, "md5").digest()).decode():
            raise IntegrityError(f"{key} has not the md5 of its manifest. Export again.")
        local.seek(0)
        with gzip.open(local) as lines:
            for line in itertools.islice(lines, first, None):
                yield json.loads(line)["Item"]
