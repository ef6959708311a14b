"""What sending to an encrypted topic or queue takes of a role, beside the sending itself."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.checks.truths.access.encrypted import ENCRYPTING, is_managed
from tapstack.checks.truths.access.keys import key_need, key_of
from tapstack.checks.truths.access.needs import Need
from tapstack.checks.truths.access.places import arn_in, kind_of, service_in
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property


def encrypting(place: Property, view: View) -> Iterator[Need]:
    """The rights to the key of the topic or queue behind a property; none where it has no key of its own."""
    kind = kind_of(place, view)
    target = view.find(place, kind) if kind.startswith(("AWS::SQS", "AWS::SNS")) else None
    if target is None or not target["KmsMasterKeyId"].given or is_managed(target["KmsMasterKeyId"], view):
        return
    if key := key_of(target["KmsMasterKeyId"], view):
        for action in ENCRYPTING:
            yield key_need(key, service_in(arn_in(place, view)), (action,), view)
