"""What the account knows and moto does not tell, or tells otherwise than AWS: completed for whoever describes it."""

from tapstack.endpoint.told import backup_plans, backup_vaults, buckets, health_checks, tables
from tapstack.simulate.cloud import Cloud


def complete(cloud: Cloud) -> None:
    """Let answers of the account's services be complete, over HTTP and in process alike."""
    tables.Tables(cloud).attach()
    buckets.Buckets(cloud).attach()
    backup_plans.attach(cloud)
    backup_vaults.attach(cloud)
    health_checks.attach(cloud)


__all__ = ["complete"]
