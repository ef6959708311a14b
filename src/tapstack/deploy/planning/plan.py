"""The writes that lead from what is there to what is wanted, in the order in which they have to be sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import Any

from tapstack.deploy.planning.differences import differences
from tapstack.deploy.planning.ids import operation_id
from tapstack.deploy.planning.present import Instance, Present
from tapstack.deploy.planning.request import Request
from tapstack.deploy.planning.wanted import Wanted, pairs

_CREATE, _UPDATE = "CreateStackInstances", "UpdateStackInstances"


def plan(wanted: Wanted, present: Present) -> tuple[Request, ...]:
    """The requests; none where everything is as it is wanted."""
    return tuple(_Planner(wanted, present).requests())


class _Planner:
    """``after`` is the operation that comes before the next one; ``todo`` what each region needs, if anything."""

    def __init__(self, wanted: Wanted, present: Present) -> None:
        self.wanted = wanted
        self.present = present
        self.after = present.last_operation
        self.todo = {region: need for region in wanted.regions if (need := _need(present.there(region)))}

    def requests(self) -> Iterator[Request]:
        stack_set = self.present.stack_set
        differs = stack_set is None or bool(differences(self.wanted, stack_set))
        if not self.present.uploaded and differs:
            yield upload(self.wanted)
        if stack_set is None:
            yield self._create_set()
        elif differs:
            yield self._update_set()
        for operation, regions in groupby(self.todo, key=lambda region: self.todo[region]):
            yield self._operate(operation, {**_targets(self.wanted), "Regions": list(regions)})

    def _create_set(self) -> Request:
        parameters = {name: value for name, value in self._definition().items() if value}
        parameters["PermissionModel"] = self.wanted.permission_model
        if not self.wanted.self_managed:
            parameters["AutoDeployment"] = {"Enabled": False}
        token = operation_id("CreateStackSet", parameters, self.wanted.hidden, self.wanted.template.sha256, self.after)
        return self._request("CreateStackSet", {**parameters, "ClientRequestToken": token})

    def _update_set(self) -> Request:
        """For the instances that come before the first that is missing; for all, where the first one is.

        The set cannot be changed without an operation on instances, unless it has none.
        """
        there = [region for region in self.wanted.regions if self.present.there(region)]
        first = list(takewhile(there.__contains__, self.wanted.regions)) or there
        later = [region for region in self.wanted.regions if region not in first]
        self.todo = {region: self.todo.get(region, _UPDATE) for region in later}
        where = {**_targets(self.wanted), "Regions": first} if first else {}
        definition = {name: value for name, value in self._definition().items() if value or name == "Tags"}
        return self._operate("UpdateStackSet", {**definition, **where})

    def _definition(self) -> dict[str, Any]:
        """What CreateStackSet and UpdateStackSet have in common."""
        wanted = self.wanted
        given: dict[str, Any] = {
            "StackSetName": wanted.stack_set,
            "Description": wanted.description,
            "TemplateURL": wanted.template_url,
            "Parameters": pairs(wanted.parameters, "ParameterKey", "ParameterValue"),
            "Capabilities": list(wanted.capabilities),
            "Tags": pairs(wanted.tags, "Key", "Value"),
            "ManagedExecution": {"Active": True},
        }
        if wanted.self_managed:
            given["AdministrationRoleARN"] = wanted.administration_role_arn
            given["ExecutionRoleName"] = wanted.execution_role
        return given

    def _operate(self, operation: str, parameters: Mapping[str, Any]) -> Request:
        given = {"StackSetName": self.wanted.stack_set, **parameters}
        given["OperationPreferences"] = preferences(given.get("Regions", self.wanted.regions))
        self.after = operation_id(operation, given, self.wanted.hidden, self.wanted.template.sha256, self.after)
        return self._request(operation, {**given, "OperationId": self.after})

    def _request(self, operation: str, parameters: Mapping[str, Any]) -> Request:
        return Request("cloudformation", self.wanted.management_region, operation, parameters, self.wanted.hidden)


def preferences(regions: Sequence[str]) -> dict[str, Any]:
    """One region after the other, in this order, and none after one that failed."""
    return {
        "RegionConcurrencyType": "SEQUENTIAL",
        "RegionOrder": list(regions),
        "FailureToleranceCount": 0,
        "MaxConcurrentCount": 1,
    }


def upload(wanted: Wanted) -> Request:
    """The template into the bucket, encrypted as the bucket says; S3 refuses it where bytes were lost on the way."""
    parameters = {
        "Bucket": wanted.bucket,
        "Key": wanted.key,
        "Body": wanted.template.body,
        "ContentType": "application/json" if wanted.key.endswith(".json") else "text/plain",
        "ChecksumAlgorithm": "SHA256",
        "ExpectedBucketOwner": wanted.account_id,
    }
    return Request("s3", wanted.management_region, "PutObject", parameters)


def _need(instances: Sequence[Instance]) -> str | None:
    """What a region needs to be CURRENT; an instance whose stack was never made, or is gone, is created again.

    Source: botocore cloudformation, CreateStackInstancesInput: with a new OperationId it retries what is OUTDATED.
    """
    if not instances:
        return _CREATE
    late = [instance for instance in instances if instance.status != "CURRENT"]
    if not late:
        return None
    return _CREATE if all(instance.stack_id is None for instance in late) else _UPDATE


def _targets(wanted: Wanted) -> dict[str, Any]:
    """Which accounts an operation is for."""
    if wanted.self_managed:
        return {"Accounts": [wanted.account_id]}
    organization = wanted.organization
    targets: dict[str, Any] = {"OrganizationalUnitIds": list(organization.units)}
    if organization.accounts:
        targets |= {
            "Accounts": list(organization.accounts),
            "AccountFilterType": organization.account_filter or "INTERSECTION",
        }
    return {"DeploymentTargets": targets}
