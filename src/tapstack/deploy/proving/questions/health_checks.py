"""Health checks: that they are there, and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from tapstack.deploy.proving.answers import Answer, failed, judged, nothing, open_, passed
from tapstack.deploy.proving.questions.alarms import alarm_of

if TYPE_CHECKING:
    from tapstack.deploy.proving.asked import Asked

_BY_ALARM: Final = "CLOUDWATCH_METRIC"
_BY_OTHERS: Final = ("CALCULATED", "RECOVERY_CONTROL")


def health_check(asked: Asked) -> Iterator[Answer]:
    """That it watches what was rendered, and its last status: of an alarm's, the alarm's state.

    GetHealthCheckStatus has no answer for what no checker of Route 53 observes: its documentation says so of
    calculated checks; of checks on alarms it is assumed.
    """
    told = asked.client("route53").get_health_check(HealthCheckId=asked.physical_id)["HealthCheck"]["HealthCheckConfig"]
    if told.get("Disabled"):
        yield failed("It is disabled: Route 53 takes the region for healthy whatever happens.")
    kind = told.get("Type", "")
    if kind == _BY_ALARM:
        yield from _of_alarm(asked, told)
    elif kind in _BY_OTHERS:
        yield nothing(f"It is there; Route 53 tells no status of a check of the type {kind}.")
    else:
        yield _observed(asked)


def _of_alarm(asked: Asked, told: Mapping[str, Any]) -> Iterator[Answer]:
    wanted = asked["HealthCheckConfig.AlarmIdentifier"]
    planned = wanted["Name"].text, wanted["Region"].text
    watched = told.get("AlarmIdentifier", {})
    name, region = watched.get("Name", planned[0]), watched.get("Region", planned[1])
    if (name, region) != planned:
        yield failed(f"It watches {name} in {region}, not {planned[0]} in {planned[1]}.")
    alarm = alarm_of(asked, name, region)
    if alarm is None:
        yield failed(f"It watches the alarm {name} in {region}, which does not exist.")
    else:
        yield _of_state(asked, alarm, f"The alarm {name} in {region} is in state {alarm['StateValue']}", told)


def _of_state(asked: Asked, alarm: Mapping[str, Any], said: str, told: Mapping[str, Any]) -> Answer:
    healthy = {"OK": True, "ALARM": False}.get(alarm["StateValue"])
    if healthy is None:
        planned = asked["HealthCheckConfig.InsufficientDataHealthStatus"].text or "LastKnownStatus"
        without = told.get("InsufficientDataHealthStatus", planned)
        return open_(f"{said}; without data the check is {without}. Ask again when it has measured.")
    if told.get("Inverted"):
        healthy, said = not healthy, f"{said}, and the check is inverted"
    return judged(healthy, f"{said}: {'healthy' if healthy else 'unhealthy'}.")


def _observed(asked: Asked) -> Answer:
    """What most checkers saw last. Source: Route 53 takes a check for healthy if more than 18 % of the checkers do."""
    told = asked.client("route53").get_health_check_status(HealthCheckId=asked.physical_id)
    seen = [one.get("StatusReport", {}).get("Status", "") for one in told.get("HealthCheckObservations", [])]
    if not seen:
        return open_("No checker has reported yet. Ask again later.")
    well = [status for status in seen if status.startswith("Success")]
    said = f"{len(well)} of {len(seen)} checkers say Success"
    if len(well) * 100 > len(seen) * 18:
        return passed(f"{said}.")
    return failed(f"{said}; one says: {next(status for status in seen if status not in well)}.")
