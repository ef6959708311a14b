"""The settings of an execution."""

import difflib
import json
from typing import Any

# Name: default, lowest, highest. The highest of all together stay below the 25,000 events of an execution's history,
# and those of the cutover below 30 minutes; tests do the arithmetic on the definition.
SETTINGS = {
    "objectAttempts": (3, 1, 3),
    "objectPolls": (600, 1, 600),
    "objectWaitSeconds": (900, 0, 21_600),
    "objectWaitStepSeconds": (22, 0, 60),  # each wait is longer by this: 600 of them are 52 days
    "objectSlices": (450, 1, 450),
    "checksumEvery": (1_000, 0, 1_000_000),
    "graceSeconds": (900, 0, 86_400),
    "differenceLimit": (10_000, 1, 1_000_000),
    "jobPriority": (10, 0, 2_147_483_647),
    "preparePolls": (20, 1, 20),
    "prepareWaitSeconds": (30, 0, 300),
    "exportPolls": (100, 1, 100),
    "exportWaitSeconds": (600, 0, 3_600),
    "workers": (64, 1, 256),
    "backfillSlices": (450, 1, 450),
    "tableSlices": (300, 1, 300),
    "drainMinutes": (5, 1, 60),
    "maxIteratorAgeMs": (1_000, 0, 60_000),
    "catchUpPolls": (60, 1, 60),
    "catchUpWaitSeconds": (60, 0, 3_600),
    "verifyPolls": (48, 1, 48),
    "verifyWaitSeconds": (1_800, 0, 3_600),
    "samples": (5, 1, 15),  # minutes
    "replicationLatencySeconds": (900, 1, 900),
    "idleBucket": (False, False, True),  # nothing is written to the source bucket, so S3 publishes no count of failures
    "tableLatencyMilliseconds": (10_000, 1, 60_000),
    "backupHours": (36, 1, 168),  # a copy is as old as its backup: until tonight's is there, yesterday's is over 24
    "approvalSeconds": (604_800, 1, 604_800),
    "drainPolls": (25, 1, 60),
    "drainSamples": (3, 1, 5),
    "drainSeconds": (750, 0, 750),  # failover by DNS takes up to 6 minutes, the samples and CloudWatch 5
    "drainWaitSeconds": (30, 0, 30),
    "iteratorAgeMilliseconds": (1_000, 0, 60_000),
    "cutoverSeconds": (780, 1, 780),
    "observePolls": (60, 1, 120),
    "observeWaitSeconds": (60, 0, 300),
    "observeAgeMilliseconds": (60_000, 0, 600_000),
    "observeFailures": (3, 0, 10),  # unhealthy samples in a row
    "observeRecords": (1, 0, 1_000_000_000),  # that must have come in; 0 when markets are closed
    "deadLetters": (100, 0, 1_000_000),  # malformed records come in any hour; more of them is a fault
}


def wrong(name: str, value: Any) -> str:
    """What is wrong with a setting; nothing if nothing."""
    if name not in SETTINGS:
        close = difflib.get_close_matches(name, SETTINGS, 1)
        return f"there is no setting {name}" + (f"; did you mean {close[0]}?" if close else "")
    default, lowest, highest = SETTINGS[name]
    if type(value) is not type(default) or not lowest <= value <= highest:
        kind = "true or false" if isinstance(default, bool) else f"a whole number from {lowest} to {highest}"
        return f"{name} is {kind}, not {json.dumps(value)}"
    return ""
