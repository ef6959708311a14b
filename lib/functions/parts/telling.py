"""What the bus and the operators are told."""

import json
from typing import Any

from parts.quick_clients import client, env
from parts.workflow import Json, ThrottledError


def announce(kind: str, detail: dict[str, Any]) -> None:
    """Put an event on the migration's bus, or raise."""
    entry = {
        "Source": "trading.migration",
        "DetailType": kind,
        "Detail": json.dumps({"migrationId": env("MIGRATION_ID"), **detail}),
        "EventBusName": env("EVENT_BUS"),
    }
    answer = client("events", env("TARGET_REGION")).put_events(Entries=[entry])
    if answer["FailedEntryCount"]:
        raise ThrottledError(f"{env('EVENT_BUS')} did not take {kind}: {answer['Entries'][0]}")


def notify(subject: str, lines: list[str]) -> None:
    """Tell the operators, by the topic."""
    sns, title = client("sns", env("TARGET_REGION")), f"{env('MIGRATION_ID')}: {subject}"
    sns.publish(TopicArn=env("TOPIC_ARN"), Subject=title[:100], Message="\n".join(lines))


def reason(event: Json) -> str:
    """Why a migration ended, of the error that the state machine caught; nothing if it caught none."""
    return json.dumps(event["error"])[:1000] if "error" in event else ""
