"""What the account's policies say to a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.cloud.calls import Call

Context = Mapping[str, str | Sequence[str]]


class Permissions:
    """Asked by the guard of every call that a role makes, and by services before they act for somebody."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud

    def refusal(
        self,
        principal: str,  # noqa: ARG002
        action: str,  # noqa: ARG002
        resource: str,  # noqa: ARG002
        *,
        region: str,  # noqa: ARG002
        context: Context | None = None,  # noqa: ARG002
    ) -> str:
        """Why a principal, a role's ARN or a service such as ``events.amazonaws.com``, may not; empty where it may."""
        return ""

    def guard(self, call: Call) -> None:
        """Raises CallRefusedError for a call that the policies of its role do not allow."""
