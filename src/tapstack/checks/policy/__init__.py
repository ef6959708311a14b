"""The policy layer: Guard rules on rendered stacks."""

from collections.abc import Iterator

from tapstack.checks.subject import Subject
from tapstack.findings import Finding


def run(subject: Subject) -> Iterator[Finding]:
    """As ``layer.run``, imported only when it is called: whoever names a check of ours needs no engine."""
    from tapstack.checks.policy.layer import run as judge

    return judge(subject)


__all__ = ["run"]
