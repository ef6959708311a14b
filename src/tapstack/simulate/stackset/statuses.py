"""The statuses of operations, of their results and of instances.

Source: botocore cloudformation, shapes StackSetOperationStatus, StackSetOperationResultStatus, StackInstanceStatus and
StackInstanceDetailedStatus. Accounts are never suspended here, so that SKIPPED_SUSPENDED_ACCOUNT does not come up.
"""

from __future__ import annotations

CURRENT, OUTDATED, INOPERABLE = "CURRENT", "OUTDATED", "INOPERABLE"
PENDING, RUNNING, SUCCEEDED = "PENDING", "RUNNING", "SUCCEEDED"
FAILED, CANCELLED, FAILED_IMPORT = "FAILED", "CANCELLED", "FAILED_IMPORT"
QUEUED, STOPPING, STOPPED = "QUEUED", "STOPPING", "STOPPED"
CREATE, UPDATE, DELETE = "CREATE", "UPDATE", "DELETE"
DETECT_DRIFT, IMPORT = "DETECT_DRIFT", "IMPORT"
ACTIVE, DELETED = "ACTIVE", "DELETED"
SELF_MANAGED, SERVICE_MANAGED = "SELF_MANAGED", "SERVICE_MANAGED"
OVER = (SUCCEEDED, FAILED, STOPPED)
