"""ENC-14, the rest: keys let in the services that use them for buses, dead letters and vaults.

Log groups, alarms, rules, buckets, topics and trails are judged by truths: ACCESS-050 to ACCESS-056, 063 and 064.
"""

from collections.abc import Iterator

from tapstack.access import arn, canonical
from tapstack.checks.controls.control import ControlCheck, NotAskedError
from tapstack.checks.truths.access.encrypted import encryption_context, key_shut, shut_out
from tapstack.checks.truths.access.keys import key_of
from tapstack.checks.truths.access.senders import QUEUE, TOPIC
from tapstack.checks.truths.one_by_one import one_by_one
from tapstack.checks.truths.truth import Fault
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import Property

BUS, ARCHIVE = "AWS::Events::EventBus", "AWS::Events::Archive"
SUBSCRIPTION, VAULT = "AWS::SNS::Subscription", "AWS::Backup::BackupVault"
_BUS_ACTIONS = ("kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt")


def judge(user: Property, view: View) -> Iterator[Fault]:
    """A fault for each key that shuts out the service that uses it for this resource."""
    asked = {BUS: _bus, ARCHIVE: _archive, SUBSCRIPTION: _subscription, VAULT: _vault}[user.item.type]
    found = list(asked(user, view))
    if not found:
        raise NotAskedError(f"{user.item} has no service use a key")
    yield from one_by_one(found, lambda faults: faults)


def _bus(bus: Property, view: View) -> Iterator[Iterator[Fault]]:
    if bus.has("KmsKeyIdentifier"):
        yield _encrypts(bus["KmsKeyIdentifier"], arn(bus.item, view), view)
    if bus.has("DeadLetterConfig.Arn"):
        yield key_shut(bus["DeadLetterConfig.Arn"], QUEUE, "events", arn(bus.item, view), view)


def _archive(archive: Property, view: View) -> Iterator[Iterator[Fault]]:
    if archive.has("KmsKeyIdentifier"):
        bus = canonical(archive["SourceArn"].pattern, view)
        yield _encrypts(archive["KmsKeyIdentifier"], bus, view)


def _encrypts(named: Property, bus: str, view: View) -> Iterator[Fault]:
    key = key_of(named, view)
    if key is not None:
        context = encryption_context("aws:events:event-bus:arn", bus)
        yield from shut_out(named, key, "events", _BUS_ACTIONS, context, view)


def _subscription(subscription: Property, view: View) -> Iterator[Iterator[Fault]]:
    if subscription.has("RedrivePolicy"):
        target, topic = subscription["RedrivePolicy"].document["deadLetterTargetArn"], subscription["TopicArn"]
        yield key_shut(target, QUEUE, "sns", canonical(topic.pattern, view), view)


def _vault(vault: Property, view: View) -> Iterator[Iterator[Fault]]:
    if vault.has("Notifications.SNSTopicArn"):
        mine = next((text for text in vault.item.texts if text.startswith("arn:")), "")
        yield key_shut(vault["Notifications.SNSTopicArn"], TOPIC, "backup", mine, view)


CONTROL = ControlCheck(
    name="KMS_KEY_LETS_ITS_SERVICES_USE_IT",
    title="The key of a bus, an archive, a dead-letter queue or a vault's topic lets in the service that uses it",
    why="Events, undelivered messages and news of backups are lost: the service may not encrypt what it is to store.",
    fix="Let the service kms:Decrypt and kms:GenerateDataKey* in the key policy, and EventBridge kms:DescribeKey for"
    " its bus.",
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-key-policy.html;"
    " https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
    controls=("ENC-14",),
    about=(BUS, ARCHIVE, SUBSCRIPTION, VAULT),
    judge=judge,
)
