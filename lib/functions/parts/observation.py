"""The streams of the regions during the cutover: the source's is drained, the target's does well."""

import time

from parts.metrics import above, metric, newest, stream_metrics
from parts.quick_clients import client, env
from parts.workflow import Json


class DrainTimeoutError(Exception):
    """Records kept coming, or waiting, in the source region for too long."""


class ObservationError(Exception):
    """The target region did not do well after the cutover."""


def check_drained(event: Json) -> Json:
    """Nothing comes into the source's stream, and all that came is through the function.

    Kinesis publishes the age of what was read as long as anybody reads, so that it tells silence from a metric that
    is not there; a minute in which nothing came, or the function had nothing to do, may have no other value.
    """
    settings, source, turn = event["settings"], env("SOURCE_REGION"), event["turn"] + 1
    age = metric("AWS/Lambda", "IteratorAge", "Maximum", FunctionName=env("ANALYTICS_FUNCTION"))
    found = newest(source, settings["drainSamples"], stream_metrics() | {"age": age})
    limit = settings["iteratorAgeMilliseconds"]
    problems = above("age of what is read (ms)", found["read"], settings["drainSamples"], limit)
    problems += above("IncomingRecords", found["came"], 0, 0)
    problems += above("IteratorAge (ms)", found["age"], 0, limit)
    late = time.time() >= event["startedAt"] + settings["drainSeconds"] or turn >= settings["drainPolls"]
    if problems and late:
        raise DrainTimeoutError(f"{source}, after {turn} looks: " + "; ".join(problems))
    return {"ok": not problems, "turn": turn, "startedAt": event["startedAt"], "problems": problems}


def observe(event: Json) -> Json:
    """One look at the target region: unhealthy looks in a row, and records that came in, are counted."""
    settings, target, name = event["settings"], env("TARGET_REGION"), env("ANALYTICS_FUNCTION")
    probe = {"Environment": env("ENVIRONMENT"), "Region": target}
    function = {
        "healthy": metric("Trading/Health", "RegionHealthy", "Minimum", **probe),
        "errors": metric("AWS/Lambda", "Errors", "Sum", FunctionName=name),
    }
    found = newest(target, 1, stream_metrics() | function)
    problems = above("unhealthy", [1 - value for value in found["healthy"]], 1, 0)
    problems += above("Errors", found["errors"], 0, 0)
    problems += above("age of what is read (ms)", found["read"], 1, settings["observeAgeMilliseconds"])
    problems += above("dead letters", [dead_letters()], 1, settings["deadLetters"])
    return observed(event, problems, event["records"] + int(sum(found["came"])))


def dead_letters() -> int:
    """How many messages wait in the target region's dead-letter queue of the function."""
    sqs, wanted = client("sqs", env("TARGET_REGION")), "ApproximateNumberOfMessages"
    queue = sqs.get_queue_url(QueueName=f"trading-analytics-dlq-{env('ENVIRONMENT')}")["QueueUrl"]
    return int(sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=[wanted])["Attributes"][wanted])


def observed(event: Json, problems: list[str], records: int) -> Json:
    """What is counted after a look; ObservationError when it is too much, or too little."""
    settings, turn = event["settings"], event["turn"] + 1
    unhealthy = event["unhealthy"] + 1 if problems else 0
    if unhealthy > settings["observeFailures"]:
        raise ObservationError(f"{unhealthy} unhealthy looks in a row: " + "; ".join(problems))
    done = turn >= settings["observePolls"]
    if done and (problems or records < settings["observeRecords"]):
        raise ObservationError(f"after {turn} looks, {records} records came in: " + "; ".join(problems))
    return {"ok": done, "turn": turn, "unhealthy": unhealthy, "records": records, "problems": problems}
