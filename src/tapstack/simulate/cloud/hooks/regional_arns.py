"""S3's ARNs of jobs and storage lenses hold a region; moto's IAM refuses every policy that names one.

Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html (resource types).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from moto.iam import policy_validation

_REGIONAL = ("access-grants/", "job/", "storage-lens/", "storage-lens-group/")


def starts() -> list[str]:
    """Moto's list of what may follow the account in an ARN of S3 with a region."""
    table = policy_validation.SERVICE_TYPE_REGION_INFORMATION_ERROR_ASSOCIATIONS
    found: list[str] = table["s3"]["valid_starting_values"]
    return found


@contextmanager
def regional_arns() -> Iterator[None]:
    """While IAM takes policies that name S3's regional resources."""
    before = list(starts())
    starts().extend(one for one in _REGIONAL if one not in before)
    try:
        yield
    finally:
        starts()[:] = before
