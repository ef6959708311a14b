"""Anything may happen to the living platform, in any order: nothing is lost, nothing is there twice, and all recovers.

What breaks is printed as a script, which ``replay`` in ``living/replay.py`` carries out again.
"""

from contextlib import ExitStack

from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.integration.simulate.conftest import REGIONS
from tests.integration.simulate.living.hands import living
from tests.integration.simulate.living.recovery import recover
from tests.integration.simulate.living.truths import violations

TARGET, SOURCE = REGIONS
FLIPS = (
    *("ReplicationMode=BIDIRECTIONAL", "ReplicationMode=FORWARD", "MirrorEnabled=true", "MirrorEnabled=false"),
    *("ContractRevision=2", "ParallelizationFactor=1", "ParallelizationFactor=3", "ShardCount=12", "ShardCount=24"),
    *("LogRetentionDays=30", "BackupDataBucket=true", "LifecycleEnabled=false"),
)
WORDS = (
    *(("lose", region) for region in REGIONS),
    *(("restore", region) for region in REGIONS),
    *(("throttle", region) for region in REGIONS),
    *(("relieve", region) for region in REGIONS),
    *(("disable", region) for region in REGIONS),
    *(("enable", region) for region in REGIONS),
    *(("alarm", region) for region in REGIONS),
    *(("misjudge", region) for region in REGIONS),
    *((word, *way) for word in ("part", "join") for way in (REGIONS, REGIONS[::-1])),
    *(("lag", seconds) for seconds in ("0.8", "30", "300")),
    *(("late", seconds) for seconds in ("30", "1200")),
    *(("crash", region, many) for region in REGIONS for many in ("1", "5")),
    *(("repeat", many) for many in ("1", "4")),
)
PHASES = ("MOVING", "VERIFYING", "AWAITING_APPROVAL", "DRAINING", "CUTTING_OVER", "OBSERVING", "COMPLETE")
OPERATORS = (
    *(("begin",) for _ in range(3)),
    ("end",),
    *(("request",) for _ in range(3)),
    *(("reach", phase) for phase in PHASES),
    ("answer", "yes"),
    ("answer", "no"),
    ("update", f"ActiveRegion={TARGET}"),
    ("update", f"ActiveRegion={SOURCE}"),
    ("drain", SOURCE, "true"),
    ("drain", SOURCE, "false"),
)
regions, small = st.sampled_from(REGIONS), st.integers(0, 9).map(str)


class Living(RuleBasedStateMachine):
    """One platform, and everything that was done to it."""

    def __init__(self):
        super().__init__()
        self.opened = ExitStack()
        self.hands = None

    @initialize(mirrored=st.sampled_from(["false", "true"]))
    def open(self, mirrored):
        note(f"MirrorEnabled={mirrored}")
        self.hands = self.opened.enter_context(living(MirrorEnabled=mirrored))

    def do(self, word, *arguments):
        said = self.hands.do(word, *arguments)
        note(f"{self.hands.steps[-1]}  # {said}" if said else str(self.hands.steps[-1]))

    @rule(many=st.integers(1, 12))
    def load(self, many):
        self.do("load", str(many))

    @rule(kind=st.integers(0, 5))
    def poison(self, kind):
        self.do("poison", str(kind))

    @rule(number=small)
    def again(self, number):
        self.do("again", number)

    @rule(number=small, sequence=st.integers(1, 3))
    def correct(self, number, sequence):
        self.do("correct", number, str(sequence))

    @rule(region=regions, number=small, text=st.sampled_from(["a", "b", ""]))
    def write(self, region, number, text):
        self.do("put", region, number, text) if text else self.do("erase", region, number)

    @rule(seconds=st.sampled_from(["1", "20", "120", "900"]))
    def wait(self, seconds):
        self.do("wait", seconds)

    @rule(word=st.sampled_from(WORDS))
    def fault(self, word):
        self.do(*word)

    @rule(word=st.sampled_from(OPERATORS))
    def operate(self, word):
        self.do(*word)

    @rule(
        changes=st.lists(st.sampled_from(FLIPS), min_size=1, max_size=2, unique_by=lambda flip: flip.partition("=")[0])
    )
    def update(self, changes):
        self.do("update", *changes)

    @invariant()
    def nothing_is_lost_or_twice_or_abroad(self):
        if self.hands is not None:
            assert list(violations(self.hands)) == [], self.hands.script()

    def teardown(self):
        with self.opened:
            if self.hands is not None:
                assert list(recover(self.hands)) == [], self.hands.script()


TestLiving = Living.TestCase
TestLiving.settings = settings(settings.get_profile("default"), max_examples=6, stateful_step_count=12, deadline=None)
