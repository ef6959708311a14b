"""Requests and answers of AWS's protocols, read and written by botocore's models through moto."""

from tapstack.endpoint.wire.answer import Answer, refused, said
from tapstack.endpoint.wire.asked import Asked, asked
from tapstack.endpoint.wire.body import buffered, rewound

__all__ = ["Answer", "Asked", "asked", "buffered", "refused", "rewound", "said"]
