"""What holds at any moment, whatever was done: nothing is lost, nothing is there twice, nothing leaves the regions."""

from collections import Counter

from tapstack.simulate.cloud.role import looking
from tapstack.simulate.inventory import inventory

ELSEWHERE = ("us-west-2", "eu-west-1")


def violations(hands):
    """What is wrong now."""
    books, trades = hands.books, hands.producers.trades
    tables, dead = books.tables(), books.dead()
    somewhere = {item["TradeId"]["S"] for items in tables.values() for item in items} | books.waiting() | dead.keys()
    yield from (f"{name} was taken, and is lost" for name in taken(trades) if name not in somewhere)
    for region, items in tables.items():
        yield from (f"{name} is in {region} twice" for name, many in keys(items).items() if many > 1)
        for item in items:
            trade = trades.get(item["TradeId"]["S"])
            if trade is None or item["TradeId"]["S"] in books.poison:
                yield f"{item['TradeId']['S']} is in {region}, and is no trade"
            elif int(item["Sequence"]["N"]) not in books.versions[trade.id]:
                yield f"{trade.id} is in {region} in a version that nobody sent"
    yield from books.abroad


def taken(trades):
    """The trades that a stream has taken."""
    return [name for name, trade in trades.items() if trade.regions]


def keys(items):
    return Counter(item["TradeId"]["S"] for item in items)


def is_abroad(hands):
    """What holds data, and is in no region of the platform."""
    account, world = hands.life.cloud, hands.life.world
    with looking():
        everything = inventory(account, ELSEWHERE)
    yield from (f"{kind} {name} is in {region}" for region, kind, name in sorted(everything) if region in ELSEWHERE)
    with looking():
        for bucket in hands.life.client("s3", world.regions[0]).list_buckets()["Buckets"]:
            if hands.life.objects.region(bucket["Name"]) not in world.regions:
                yield f"bucket {bucket['Name']} is in {hands.life.objects.region(bucket['Name'])}"
