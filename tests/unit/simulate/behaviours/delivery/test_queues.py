"""What services send to queues."""

from tests.unit.simulate.behaviours.conftest import SOURCE
from tests.unit.simulate.behaviours.world import ACCOUNT

EVENTS = "events.amazonaws.com"


def test_a_message_arrives_with_its_attributes(life, here):
    attributes = {"ERROR_CODE": {"DataType": "String", "StringValue": "X"}}
    assert life.queues.send(here.queue(), '{"n": 1}', principal=EVENTS, attributes=attributes) == ""
    assert here.told() == [({"n": 1}, {"ERROR_CODE": "X"})]


def test_a_queue_that_is_gone_says_so(life):
    refused = life.queues.send(f"arn:aws:sqs:{SOURCE}:{ACCOUNT}:gone", "x")
    assert refused == "AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist."


def test_a_queue_in_a_region_that_is_out_is_not_reached(life, here):
    arn = here.queue()
    life.outages.lose(SOURCE)
    assert life.queues.send(arn, "x") == f"{SOURCE} is out of reach"


def test_a_queue_whose_key_is_disabled_takes_nothing_once_it_has_no_data_key(life, here):
    key = here.key(EVENTS)
    arn = here.queue(KmsMasterKeyId=key, KmsDataKeyReusePeriodSeconds="120")
    assert life.queues.send(arn, "first", principal=EVENTS) == ""
    here.disable(key)
    assert life.queues.send(arn, "second", principal=EVENTS) == ""
    life.clock.run(121)
    assert life.queues.send(arn, "third", principal=EVENTS) == f"KmsDisabled: {key} is disabled."


def test_a_queue_whose_key_is_gone_takes_nothing(life, here):
    key = f"arn:aws:kms:{SOURCE}:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
    assert "kms:GenerateDataKey" in life.queues.send(here.queue(KmsMasterKeyId=key), "x", principal=EVENTS)


def test_awss_own_key_is_for_roles_and_not_for_services(life, here):
    arn = here.queue(KmsMasterKeyId="alias/aws/sqs")
    role = here.role("sender", "lambda.amazonaws.com", "sqs:SendMessage")
    assert life.queues.send(arn, "x", principal=EVENTS) == "KMS.AccessDeniedException: alias/aws/sqs lets no service in"
    assert life.queues.send(arn, "x", principal=role) == ""


def test_a_fifo_queue_needs_a_group(life, here):
    arn = here.queue("q.fifo", FifoQueue="true", ContentBasedDeduplication="true")
    assert "MissingParameter" in life.queues.send(arn, "x")
    assert life.queues.send(arn, "x", group="g") == ""


def test_the_depth_of_every_queue_is_told_every_minute(life, here, there):
    here.queue("empty"), there.queue("far")
    life.queues.send(here.queue("q"), "x")
    life.clock.run(61)
    life.queues.send(f"arn:aws:sqs:{SOURCE}:{ACCOUNT}:q", "y")
    life.clock.run(60)

    def depths(world, name):
        found = life.metrics.between(
            *(world.region, "AWS/SQS", "ApproximateNumberOfMessagesVisible", {"QueueName": name}),
            start=0,
            end=life.clock.moment.timestamp() + 60,
        )
        return [sample.values for sample in found.values()]

    assert (depths(here, "q"), depths(here, "empty")) == ([[1.0], [2.0]], [[0.0], [0.0]])
    assert depths(there, "far") == [[0.0], [0.0]]


def test_a_queue_that_is_made_after_it_was_missed_is_there(life, here):
    arn = f"arn:aws:sqs:{SOURCE}:{ACCOUNT}:q"
    assert "NonExistentQueue" in life.queues.send(arn, "x")
    here.queue()
    assert life.queues.send(arn, "y") == ""
