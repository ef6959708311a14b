"""What simulations have come to, as text and as JSON."""

from tapstack.simulate.telling.reports import deploy_report, drill_report, script_report, sweep_report

__all__ = ["deploy_report", "drill_report", "script_report", "sweep_report"]
