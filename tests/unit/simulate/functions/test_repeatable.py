"""The same account, the same bytes."""

import json

from tapstack.simulate.cloud import open_cloud
from tests.unit.simulate.functions.conftest import Account


def test_ids_chance_and_logs_are_the_same_each_time():
    source = """
    import os, random, secrets, uuid
    print(__file__)

    def handler(event, context):
        known = [random.random(), str(uuid.uuid4()), secrets.token_hex(4), os.urandom(2).hex()]
        return [*known, context.log_stream_name]
    """

    def answers():
        with open_cloud() as cloud:
            account = Account(cloud)
            arn = account.put(source)
            return [account.answer(arn) for _ in range(2)]

    first, second = answers()
    assert (first, second) == tuple(answers())
    assert first.log == "/var/task/index.py\n"
    assert set(json.loads(first.payload)[:4]).isdisjoint(json.loads(second.payload)[:4])
