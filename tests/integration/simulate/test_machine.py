"""Anything may be asked of the deployed template, in any order, and anything may fail: what must hold always holds.

What breaks is printed as a script, which ``tapstack simulate --script`` carries out again.
"""

import json
from contextlib import ExitStack

from hypothesis import note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tapstack.checks.subject import Subject
from tapstack.simulate.deployment.run import prepared
from tapstack.simulate.script import Step, acting
from tests.integration.simulate.conftest import REGIONS, TEMPLATE

FLIPS = (
    *("ReplicationMode=BIDIRECTIONAL", "ReplicationMode=FORWARD", "NatGatewayEnabled=true", "NatGatewayEnabled=false"),
    *("MirrorEnabled=true", "MirrorEnabled=false", "ContractRevision=2", "ContractRevision=3", "ShardCount=5"),
    *("LogRetentionDays=30", "BackupDataBucket=true", "ActiveRegion=eu-central-1", "LifecycleEnabled=false"),
)
RESOURCES = tuple(json.loads(TEMPLATE.read_text())["Resources"])
CUSTOM = ("BackupSettings", "MigrationRecord", "PeerContract", "PeerRoutes")

flips = st.lists(st.sampled_from(FLIPS), min_size=1, max_size=3, unique_by=lambda flip: flip.partition("=")[0])
regions = st.sampled_from(REGIONS)


class Deployments(RuleBasedStateMachine):
    """One world, and everything that was done to it."""

    def __init__(self):
        super().__init__()
        self.opened = ExitStack()
        self.steps = []

    @initialize()
    def open(self):
        subject = Subject(str(TEMPLATE), REGIONS, {"EnvironmentSuffix": "verify"}, complete=True, configured=True)
        self.actor = self.opened.enter_context(acting(prepared(subject)))

    def do(self, word, *arguments):
        step = Step(word, arguments, len(self.steps) + 1)
        self.steps.append(step)
        note(str(step))
        self.actor.do(step)

    @rule()
    def deploy(self):
        self.do("deploy")

    @rule(changes=flips)
    def update(self, changes):
        if "TapStack" in self.actor.world.stack_sets.sets:
            self.do("update", *changes)

    @rule(only=st.sampled_from([(), *((region,) for region in REGIONS)]))
    def delete(self, only):
        if "TapStack" in self.actor.world.stack_sets.sets:
            self.do("delete", *only)

    @rule(action=st.sampled_from(["create", "update", "delete"]), name=st.sampled_from(RESOURCES), region=regions)
    def refuse(self, action, name, region):
        self.do("refuse", action, name, region)

    @rule(kind=st.sampled_from(["Create", "Update", "Delete"]), name=st.sampled_from(CUSTOM))
    def lose(self, kind, name):
        self.do("lose", kind, name)

    @rule(seconds=st.integers(1, 700))
    def stop(self, seconds):
        self.do("stop", str(seconds))

    @rule(hours=st.integers(1, 30))
    def wait(self, hours):
        self.do("wait", str(hours * 3600))

    @invariant()
    def nothing_is_violated(self):
        if self.steps:
            assert self.actor.report.faults == [], "\n".join(map(str, self.steps))

    def teardown(self):
        self.opened.close()


TestDeployments = Deployments.TestCase
TestDeployments.settings = settings(
    settings.get_profile("default"), max_examples=6, stateful_step_count=10, deadline=None
)
