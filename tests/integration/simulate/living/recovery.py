"""What operators do when the trouble is over, and what must be true in the end."""

import json

from tapstack.simulate.behaviours.tables.replication import LAG
from tapstack.simulate.cloud.role import looking
from tapstack.simulate.deployment import begin_update
from tests.integration.simulate.living.truths import is_abroad, keys, taken, violations

LONG, STEP = 4 * 3600, 60
GOOD = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE")


def recover(hands):
    """End all faults, repair what operators repair, and let time pass; what is wrong after that."""
    end_faults(hands)
    hands.end()
    yield from until(hands, lambda: unfinished(hands), "operations")
    for live in hands.life.world.engine.stacks.values():
        if live.status == "UPDATE_ROLLBACK_FAILED":
            hands.life.clock.finish(hands.life.world.engine.continue_rollback(live))
    yield from until(hands, lambda: undecided(hands), "workflows")
    update = begin_update(hands.life.world, hands.changes)
    yield from until(hands, lambda: [] if update.over else ["the last update goes on"], "the last update")
    if update.status != "SUCCEEDED":
        yield f"the last update is {update.status}: {[one.reason for one in update.results.values() if one.reason]}"
    put_back(hands)
    yield from until(hands, lambda: list(on_the_way(hands)), "the flow")
    send_again(hands)
    replicate_again(hands)
    look_at_letters(hands)
    yield from until(hands, lambda: list(unsteady(hands)), "a steady state")
    yield from violations(hands)
    yield from judged(hands)
    yield from is_abroad(hands)


def end_faults(hands):
    """Every region, key, table and function works again."""
    life = hands.life
    for region in hands.platform.regions:
        life.outages.restore(region)
        life.client("kms", region).enable_key(KeyId=hands.platform.keys[region])
    life.tables.lag, life.objects.lag, life.mappings.repeat = LAG, 30.0, 0
    for faults in (life.throttling.tables, life.tables.stopped, life.functions.crash, life.health.forced):
        faults.clear()


def until(hands, wrong, what):
    """Let time pass until nothing is wrong; producers go on sending."""
    end = hands.stage.now + LONG
    while found := wrong():
        if hands.stage.now >= end:
            yield from (f"{what} after {LONG // 3600} h: {one}" for one in found)
            return
        hands.producers.send()
        hands.stage.run(STEP)


def unfinished(hands):
    return [f"{one.action} {one.status}" for one in hands.operations if not one.over]


def undecided(hands):
    """Executions that are neither over nor wait for an answer."""
    tokens = hands.life.machines.tokens
    running = [one for one in hands.life.machines.executions.values() if one.is_running]
    return [f"execution in {one.entered[-1:]}" for one in running if not tokens.of(one)]


def put_back(hands):
    """A region that no completed migration has drained is put back, as the workflow advises."""
    complete = any(one.status == "SUCCEEDED" for one in hands.migration.executions)
    for region in hands.platform.regions:
        if region != hands.platform.source or not complete:
            hands.drain(region, "false")


def send_again(hands):
    """Corrections of trades that streams of both regions have taken are sent again.

    A region that comes back writes what waited in its stream, and the last writer wins: an original that is written
    late stands in both tables over its correction, which the other region had written before.
    """
    for name in taken(hands.producers.trades):
        trade, books = hands.producers.trades[name], hands.books
        if name not in books.poison and len(books.beside[name] | set(trade.regions)) > 1:
            hands.send_version(trade, max(books.versions[name]))


def replicate_again(hands):
    """What failed to be replicated is written again: a new version, on its way like any other."""
    for bucket in hands.platform.buckets.values():
        client = hands.life.client("s3", hands.life.objects.region(bucket))
        for key in sorted({task.key for task, _ in hands.life.objects.failed if task.rule.bucket == bucket}):
            text, _ = hands.books.objects.get((bucket, key), ("", []))
            if text is None:
                client.delete_object(Bucket=bucket, Key=key)
            elif (bucket, key) in hands.books.objects:
                client.put_object(Bucket=bucket, Key=key, Body=text.encode())


def look_at_letters(hands):
    """Dead letters were read: their queues are emptied, which the books do not forget."""
    for region in hands.platform.regions:
        client = hands.life.client("sqs", region)
        for url in client.list_queues().get("QueueUrls", ()):
            client.purge_queue(QueueUrl=url)


def on_the_way(hands):
    """What has not arrived yet."""
    life, (target, source) = hands.life, hands.platform.regions
    yield from (f"{trade.id} waits at producers" for trade in hands.producers.unsent)
    for mapping in life.mappings.mappings.values():
        if many := len(life.mappings.waiting(mapping)):
            yield f"{many} records wait for {mapping.function.rpartition(':')[2]} in {mapping.region}: {mapping.result}"
    for way in ((source, target), (target, source)):
        if trades := [one for one in life.tables.pending(*way) if one.key["TradeId"]["S"].startswith("T")]:
            yield f"{len(trades)} changes are on their way from {way[0]}"
    for place, tasks in life.objects.pending.items():
        if tasks:
            yield f"{len(tasks)} objects are on their way from {place[0]}"


def unsteady(hands):
    """What is not as it is when nothing happens."""
    life = hands.life
    yield from on_the_way(hands)
    yield from undecided(hands)
    drained = {region for region in hands.platform.regions if is_drained(hands, region)}
    for region, check in hands.books.checks().items():
        if not life.health.is_healthy(check) and region not in drained:
            yield f"{region} is unhealthy"
    for region in hands.platform.regions:
        for alarm in life.client("cloudwatch", region).describe_alarms()["MetricAlarms"]:
            health = alarm["MetricName"] == "RegionHealthy"
            if alarm["StateValue"] != "OK" and not (health and region in drained):
                yield f"alarm {alarm['AlarmName']} in {region} is {alarm['StateValue']}"
    for live in life.world.engine.stacks.values():
        if live.status not in GOOD:
            yield f"the stack in {live.owner.region} is {live.status}"


def is_drained(hands, region):
    name = f"/trading-platform/{hands.platform.values['EnvironmentSuffix']}/state/drain-{region}"
    return hands.life.client("ssm", region).get_parameter(Name=name)["Parameter"]["Value"] != "false"


def judged(hands):
    """Every trade in both tables in its newest version, or dead with its reason; every object where it must be."""
    books, tables, dead = hands.books, hands.books.tables(), hands.books.dead()
    for name in taken(hands.producers.trades):
        if name in books.poison:
            if name not in dead:
                yield f"{name} is no trade, and no dead letter says so"
            continue
        newest = max(books.versions[name])
        for region, items in tables.items():
            found = [int(one["Sequence"]["N"]) for one in items if one["TradeId"]["S"] == name]
            if found != [newest]:
                yield f"{name} is in {region} as {found}, and the newest version is {newest}; dead: {dead.get(name)}"
    first, second = (sorted(map(canonical, items)) for items in tables.values())
    if first != second:
        yield f"the tables differ: {sorted(set(first) ^ set(second))[:4]}"
    assert keys(next(iter(tables.values()))).keys() <= hands.producers.trades.keys()
    yield from misplaced(hands)
    yield from (f"a record is lost: {one}" for one in hands.life.mappings.lost)


def canonical(item):
    return json.dumps(item, sort_keys=True)


def misplaced(hands):
    """Objects that are not in a bucket as they must be."""
    for (bucket, key), (text, destinations) in hands.books.objects.items():
        for place in (bucket, *destinations):
            if (there := text_of(hands, place, key)) != text:
                yield f"{key} is {there!r} in {place}, and must be {text!r}"


def text_of(hands, bucket, key):
    client = hands.life.client("s3", hands.life.objects.region(bucket))
    with looking():
        listed = client.list_objects_v2(Bucket=bucket, Prefix=key).get("Contents", ())
        if not any(one["Key"] == key for one in listed):
            return None
        return client.get_object(Bucket=bucket, Key=key)["Body"].read().decode()
