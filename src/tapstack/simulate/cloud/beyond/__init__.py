"""Calls that the simulated services do not know, answered here from the world's records."""

from tapstack.simulate.cloud.beyond import backup_settings
from tapstack.simulate.cloud.calls import Switchboard


def answer(switchboard: Switchboard) -> None:
    """Let the calls be answered that every account answers, whatever else goes on in it."""
    switchboard.answer("backup:DescribeRegionSettings", backup_settings.describe)
    switchboard.answer("backup:UpdateRegionSettings", backup_settings.update)
