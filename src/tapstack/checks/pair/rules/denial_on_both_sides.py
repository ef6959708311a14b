"""PAIR-003: what a resource policy denies in one region, it denies in the other."""

from collections.abc import Iterator

from tapstack.checks.pair.guards import guarded
from tapstack.checks.pair.rule import Fault, Outcome, PairRule, resources
from tapstack.checks.pair.statements import denials, form
from tapstack.checks.pair.words import shown
from tapstack.findings import Severity
from tapstack.graph.pair import Pair, Twin
from tapstack.graph.stackset import Item, Property


def judge(pair: Pair, twin: Twin) -> Iterator[Outcome]:
    """A fault for each Deny that only one region's policy has, of a resource that both regions have."""
    for region, item in twin.items.items():
        peer = pair.peer(region)
        for statement in _alone(item, twin, pair):
            sid = f" ({statement.raw['Sid']})" if isinstance(statement.raw.get("Sid"), str) else ""
            what = shown(statement.raw.get("Action", statement.raw.get("NotAction")))
            message = f"{twin.name} denies {what}{sid} in {region}, and not in {peer}."
            yield Fault(peer, region, statement.path, message)


def _alone(item: Item, twin: Twin, pair: Pair) -> Iterator[Property]:
    """The Deny statements that the other region lacks, even with other values."""
    mine = denials(item, pair)
    if not mine:
        return
    theirs = {text: other for target in _others(item, twin, pair) for text, other in denials(target, pair).items()}
    forms = [form(other) for text, other in theirs.items() if text not in mine]
    for text, statement in mine.items():
        if text in theirs:
            continue
        if form(statement) in forms:
            forms.remove(form(statement))
        elif twin.both or any(target.both for target in guarded(item, pair)):
            yield statement


def _others(item: Item, twin: Twin, pair: Pair) -> list[Item]:
    """The policies of the other region that are about the same: its twin, else those of the twin of what it guards."""
    peer = pair.peer(item.region)
    if twin.both:
        return [twin.items[peer]]
    targets = guarded(item, pair)
    others = pair.stackset.of_type(item.type, region=peer)
    return [other for other in others if any(target in targets for target in guarded(other, pair))]


RULE = PairRule(
    id="PAIR-003",
    title="What a resource policy denies in one region, it denies in the other",
    why="Without the Deny, the other region's twin takes what the one refuses: plain HTTP, other accounts, unencrypted"
    " objects.",
    fix="Write the statement for both regions.",
    source="IAM policy evaluation: only an explicit Deny overrides what another policy allows"
    " (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html)",
    about=resources,
    judge=judge,
    severity=Severity.ERROR,
)
