"""The state of keys, and what it keeps services from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from tapstack.simulate.behaviours.keys.data_keys import DataKeys, Place, name_of, place_of
from tapstack.simulate.behaviours.keys.refused import refused
from tapstack.simulate.behaviours.keys.trail import DELAY, TOLD, tell
from tapstack.simulate.behaviours.permissions.asks import NotInTheTableError, asks
from tapstack.simulate.behaviours.permissions.asks.asks import actions
from tapstack.simulate.behaviours.permissions.encryption import NEEDS
from tapstack.simulate.cloud.role import looking

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life
    from tapstack.simulate.cloud.calls import Call

_ENABLED = "Enabled"
_CRYPTOGRAPHY = ("Encrypt", "Decrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "Sign", "GenerateMac")
_INACCESSIBLE = "INACCESSIBLE_ENCRYPTION_CREDENTIALS"


class Keys:
    """Asked by services before they use what a key encrypts; refuses calls that need a key that cannot be used.

    ``data_keys.reuse`` and ``trail_delay``, both in seconds, may be changed: the first by botocore's name of a service.
    Keys that are deleted stay as they are when their time has come: that is not simulated.
    """

    def __init__(self, life: Life) -> None:
        self._life = life
        self._cloud = life.cloud
        self._unusable: dict[str, tuple[str, float]] = {}
        self.data_keys = DataKeys()
        self.trail_delay = DELAY
        life.cloud.calls.guards.append(self.guard)
        life.permissions.keys_refusal = self.refusal
        life.cloud.calls.amend("dynamodb:DescribeTable", self._described)
        for operation in TOLD:
            life.cloud.calls.watch(f"kms:{operation}", self._changed)

    def state(self, region: str, key: str) -> str:
        """``Enabled``, ``Disabled``, ``PendingDeletion``...; of a key by its id, ARN or alias."""
        with looking():
            return str(self._cloud.client("kms", region).describe_key(KeyId=key)["KeyMetadata"]["KeyState"])

    def obstacle(self, region: str, service: str, arn: str) -> str:
        """Why what stands at an ARN cannot be read or written for its key's sake; empty where it can.

        ``service`` is botocore's name: its error is told. A data key that is kept is not counted on.
        """
        if not self._unusable:
            return ""
        key = self._life.permissions.encryption.key(arn, region)
        return str(refused(service, key, self._unusable[key][0])) if key in self._unusable else ""

    def guard(self, call: Call) -> None:
        """Raises CallRefusedError for a call that needs a key which cannot be used, as its service says it."""
        if call.service == "kms" and call.operation in _CRYPTOGRAPHY:
            self._check(call)
        if not _needs_a_key(call.service, call.signing_name, call.operation):
            return
        place, now = place_of(call), self._life.clock.seconds
        if self.data_keys.is_fresh(place, now, self._period(call.service, call.region, call.params.get("QueueUrl"))):
            return
        self._check(call)
        self.data_keys.make(place, now)

    def refusal(self, principal: str, action: str, resource: str, region: str) -> str:
        """Why a key keeps who may otherwise from an action; empty where it does not."""
        if action not in NEEDS:
            return ""
        service, now = action.partition(":")[0], self._life.clock.seconds
        place: Place = (region, service, name_of(resource), principal)
        if self.data_keys.is_fresh(place, now, self._period(service, region, self._url(service, resource))):
            self.data_keys.lend(place)
            return ""
        key = self._life.permissions.encryption.needed(action, resource, region, {}) if self._unusable else ""
        if key in self._unusable:
            return str(refused(service, key, self._unusable[key][0]))
        self.data_keys.make(place, now)
        self.data_keys.lend(place)
        return ""

    @staticmethod
    def _url(service: str, arn: str) -> str | None:
        """The address of a queue."""
        region, account, name = arn.split(":")[3:6] if service == "sqs" else ("", "", "")
        return f"https://sqs.{region}.amazonaws.com/{account}/{name}" if name else None

    def _period(self, service: str, region: str, url: str | None) -> float:
        """How long a data key is kept, in seconds: queues say so themselves."""
        period = self.data_keys.reuse.get(service, 0.0)

        def read(client: Any) -> float:
            asked = ["KmsDataKeyReusePeriodSeconds"]
            own = client.get_queue_attributes(QueueUrl=url, AttributeNames=asked).get("Attributes", {})
            return float(own.get(asked[0], period))

        found = self._life.permissions.facts.found
        return float(found("sqs", region, ("reuse", url), read, period)) if url else period

    def _check(self, call: Call) -> None:
        if not self._unusable or call.operation == "HeadObject":
            return
        try:
            found = asks(call, self._cloud.account_id)
        except NotInTheTableError:
            return
        permissions = self._life.permissions
        for ask in found:
            key = permissions.encryption.needed(ask.action, ask.resource, call.region, ask.params)
            if ask.action.startswith("kms:"):
                key = permissions.facts.key(call.region, ask.resource.rpartition(":key/")[2])
            if key in self._unusable:
                raise refused(call.service, key, self._unusable[key][0])

    def _changed(self, call: Call, answer: Mapping[str, Any]) -> None:
        """Somebody has changed a key's state: it is noted at once, and told later."""
        del answer
        key = self._life.permissions.facts.key(call.region, call.params["KeyId"])
        state = self.state(call.region, key)
        if state == _ENABLED:
            self._unusable.pop(key, None)
        else:
            self._unusable[key] = (state, self._life.clock.seconds)
        self._life.timeline.note(key, state, call.region)
        self._life.begin(tell(self._life, call, key, self.trail_delay))

    def _described(self, call: Call, answer: dict[str, Any]) -> None:
        """A table whose key cannot be used says so, once DynamoDB has noticed: assumed after as long as it keeps keys.

        Source: botocore's model of DynamoDB, TableStatus. That it is archived after seven days is not simulated.
        """
        named = answer["Table"].get("SSEDescription", {}).get("KMSMasterKeyArn", "")
        key = self._life.permissions.facts.key(call.region, named) if named and self._unusable else ""
        noticed = self._life.clock.seconds - self.data_keys.reuse["dynamodb"]
        if key in self._unusable and self._unusable[key][1] <= noticed:
            answer["Table"]["TableStatus"] = _INACCESSIBLE


@cache
def _needs_a_key(service: str, signing_name: str, operation: str) -> bool:
    """Whether an operation may ask for a key of the customer's."""
    try:
        return any(action in NEEDS for action in actions(service, signing_name, operation))
    except NotInTheTableError:
        return False
