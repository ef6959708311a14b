"""Who says something to Security Hub, when and for which account, the same in each of its findings."""

from typing import Any

from tapstack.facts.regions import partition
from tapstack.findings import Summary
from tapstack.report.origin import hashes, moment, tools_text

UNKNOWN_ACCOUNT = "${AWS::AccountId}"
"""Where no account was given: none is invented, and Security Hub refuses it."""


class Source:
    """What a run's findings have in common."""

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self._account = (summary.provenance and summary.provenance.account_id) or UNKNOWN_ACCOUNT
        self._time = moment(summary)
        self._hashes = hashes(summary.provenance)

    def head(self, identity: str, generator: str, region: str) -> dict[str, Any]:
        """The members that say which finding it is, and whose. ``identity`` is the same in every run.

        The ARN is that of the account's own findings, which need no product.
        """
        arn = f"arn:{place(region)}:securityhub:{region}:{self._account}:product/{self._account}/default"
        return {
            "SchemaVersion": "2018-10-08",
            "Id": f"tapstack/{region}/{identity}",
            "ProductArn": arn,
            "GeneratorId": f"tapstack/{generator}"[:512],
            "AwsAccountId": self._account,
            "CreatedAt": self._time,
            "UpdatedAt": self._time,
        }

    def note(self, text: str) -> dict[str, str]:
        """A note; the text is not empty."""
        return {"Text": text, "UpdatedBy": "tapstack", "UpdatedAt": self._time}

    def fields(self) -> dict[str, str]:
        """What the run rests on."""
        digests = {f"tapstack/{role}-sha256": digest for role, digest in self._hashes.items() if digest}
        told = {"tapstack/version": self.summary.tapstack, "tapstack/as-of": self.summary.as_of}
        tools = tools_text(self.summary.provenance)
        return {**told, **digests, **({"tapstack/tools": tools[:2048]} if tools else {})}


def place(region: str) -> str:
    """The partition of a region."""
    return partition(region) or "aws"
