"""Messages that are published to topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life


class Notice(NamedTuple):
    """What a topic was given."""

    region: str
    topic: str
    subject: str
    message: str
    seconds: float


class Topics:
    """``outbox`` is what people would have received."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.outbox: list[Notice] = []

    def publish(
        self, region: str, topic_arn: str, message: str, *, subject: str = "", principal: str = "", source_arn: str = ""
    ) -> None:
        """Publish, if the principal may."""
        del principal, source_arn
        self.outbox.append(Notice(region, topic_arn, subject, message, self._life.clock.seconds))
