"""The statuses of operations, of their results and of instances.

Source: botocore cloudformation, shapes StackSetOperationStatus, StackSetOperationResultStatus, StackInstanceStatus and
StackInstanceDetailedStatus. Accounts are never suspended here and no stacks are imported, so that two detailed
statuses, SKIPPED_SUSPENDED_ACCOUNT and FAILED_IMPORT, do not come up.
"""

from __future__ import annotations

CURRENT, OUTDATED, INOPERABLE = "CURRENT", "OUTDATED", "INOPERABLE"
PENDING, RUNNING, SUCCEEDED = "PENDING", "RUNNING", "SUCCEEDED"
FAILED, CANCELLED = "FAILED", "CANCELLED"
QUEUED, STOPPING, STOPPED = "QUEUED", "STOPPING", "STOPPED"
CREATE, UPDATE, DELETE = "CREATE", "UPDATE", "DELETE"
ACTIVE, DELETED = "ACTIVE", "DELETED"
SELF_MANAGED, SERVICE_MANAGED = "SELF_MANAGED", "SERVICE_MANAGED"
OVER = (SUCCEEDED, FAILED, STOPPED)
