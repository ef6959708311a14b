"""What a service tells of itself when it asks whether it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life


def about_source(life: Life, source_arn: str) -> dict[str, str]:
    """The condition keys of a request that a service makes for a resource: services speak TLS.

    Source: IAM User Guide, global condition keys; that all tell the account of the source is assumed.
    """
    told = {"aws:SecureTransport": "true"}
    if source_arn:
        told |= {"aws:SourceArn": source_arn, "aws:SourceAccount": life.cloud.account_id}
    return told
