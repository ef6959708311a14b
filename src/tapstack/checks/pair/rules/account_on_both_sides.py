"""PAIR-012: both stacks speak of the same accounts."""

import re
from collections.abc import Iterator

from tapstack.checks.pair.rule import Fault, Outcome, PairRule, everything
from tapstack.checks.pair.words import shown, told
from tapstack.graph.pair import Difference, Pair, Twin
from tapstack.graph.pair.places import scalar
from tapstack.template.unresolved import Unresolved

_ACCOUNT = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for texts that are the same but for an account; a mapping of accounts by region is meant."""
    for difference in pair.differences(twin):
        if _accounts_alone(difference, pair) and pair.explain(difference).kind != "mapping":
            one, other = pair.regions
            values = f"{shown(difference.values[0])} in {one} and {shown(difference.values[1])} in {other}"
            message = f"{told(difference.path)} is {values}: they differ in the account."
            yield Fault(None, one, difference.paths[0], message)


def _accounts_alone(difference: Difference, pair: Pair) -> bool:
    if not all(isinstance(value, str | Unresolved) for value in difference.values):
        return False
    one, other = pair.regions
    texts = scalar(difference.values[0], one, other), scalar(difference.values[1], other, one)
    masked = [_ACCOUNT.sub("account", text) for text in texts]
    return texts[0] != texts[1] and masked[0] == masked[1]


RULE = PairRule(
    id="PAIR-012",
    title="Both stacks speak of the same accounts",
    why="One of two account ids that should be one is wrong: permissions go to a stranger, or to nobody.",
    fix="Write ${AWS::AccountId}, or a parameter; put accounts that AWS has in each region into a mapping by region.",
    source="assumption: the stacks of one set work with the same accounts",
    about=everything,
    judge=judge,
)
