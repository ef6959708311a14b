"""The resource types of S3."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.s3.bucket import Bucket
from tapstack.simulate.adapters.s3.bucket_policy import BucketPolicy

ADAPTERS: tuple[type[Adapter], ...] = (Bucket, BucketPolicy)

__all__ = ["ADAPTERS"]
