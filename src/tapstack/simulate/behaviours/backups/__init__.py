"""AWS Backup: plans, jobs, copies, restores and their tests."""

from tapstack.simulate.behaviours.backups.backups import Backups

__all__ = ["Backups"]
