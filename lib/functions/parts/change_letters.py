"""Changes that cannot be applied, to the dead-letter queue."""

import json
import os

from botocore.exceptions import BotoCoreError, ClientError

from parts.changes import Json, Reason
from parts.stream_clients import here

BODY_BYTES = 250_000  # of a message: under 256 KiB


def dead_letter(record: Json, reason: Reason, detail: str) -> bool:
    """Whether the queue took the record, or its keys if it is too large: the table of the stream has the rest."""
    letter = {
        "reason": reason,
        "detail": detail[:500],
        "eventId": record["eventID"],
        "eventName": record["eventName"],
        "stream": record["eventSourceARN"],
        "region": record["awsRegion"],
        "sequenceNumber": record["dynamodb"]["SequenceNumber"],
        "keys": record["dynamodb"]["Keys"],
    }
    body = json.dumps({**letter, "change": record["dynamodb"]})
    try:
        here("sqs").send_message(
            QueueUrl=os.environ["DEAD_LETTER_QUEUE_URL"],
            MessageBody=body if len(body) <= BODY_BYTES else json.dumps(letter),
        )
    except (BotoCoreError, ClientError) as error:
        print(json.dumps({"event": "dead letter not sent", "error": str(error)}))  # noqa: T201 - to the log
        return False
    return True
