"""What may be done to a living platform: load, faults, updates, the migration. One word each, as a script has them."""

import json
from contextlib import contextmanager

from botocore.exceptions import ClientError

from tapstack.checks.subject import Subject
from tapstack.simulate.behaviours.life import open_life
from tapstack.simulate.deployment import begin_update, create
from tapstack.simulate.deployment.run import prepared
from tapstack.simulate.drills.history import GIVEN, make_history, pass_a_night
from tapstack.simulate.drills.migration import Migration
from tapstack.simulate.drills.object_writer import UNREACHED
from tapstack.simulate.drills.poison_records import POISON
from tapstack.simulate.drills.stage import WARM_UP, Stage
from tapstack.simulate.engine import StackError
from tapstack.simulate.script import Step
from tapstack.simulate.stackset import StackSetError
from tests.integration.simulate.conftest import REGIONS, TEMPLATE
from tests.integration.simulate.living.books import Books

REFUSED = (ClientError, *UNREACHED, StackSetError, StackError)


class Hands:
    """Every word is a method; ``steps`` are what was done, ``said`` what was answered to each."""

    def __init__(self, life, given):
        self.life, self.stage = life, Stage(life)
        self.platform, self.producers = self.stage.platform, self.stage.producers
        self.books = Books(life, self.platform)
        self.migration = Migration(self.stage, approves=False, updates=False)
        self.flowing = False
        self.changes, self.operations, self.steps, self.said = dict(given), [], [], []

    def do(self, word, *arguments):
        """One step; what was answered. A service may refuse it, or be out of reach."""
        self.steps.append(Step(word, arguments, len(self.steps) + 1))
        try:
            said = getattr(self, word)(*arguments) or ""
        except REFUSED as error:
            said = f"refused: {error}"
        self.said.append(said)
        return said

    def script(self):
        """The steps, each with its answer as a comment: ``replay`` takes them."""
        return "\n".join(
            f"{step}  # {said}" if said else str(step) for step, said in zip(self.steps, self.said, strict=False)
        )

    # Load.

    def load(self, many):
        self.producers.write(int(many))
        self.producers.send()

    def begin(self):
        """Steady load, of trades and objects: a migration is judged by what flows."""
        if not self.flowing:
            self.producers.begin()
        self.flowing = True

    def end(self):
        self.producers.end()
        self.stage.run(30)
        self.flowing = False

    def poison(self, kind):
        (trade,) = self.producers.write(1, **POISON[int(kind)])
        self.books.poison[trade.id] = trade
        self.producers.send()

    def again(self, number):
        if trade := self.books.taken(self.producers, int(number)):
            self._beside(trade, trade.document)

    def correct(self, number, sequence):
        if trade := self.books.taken(self.producers, int(number)):
            self.send_version(trade, int(sequence))

    def send_version(self, trade, sequence):
        changed = {"price": 1000 + sequence, "sequence": sequence} if sequence else {}
        self._beside(trade, {**trade.document, **changed})
        self.books.versions[trade.id].add(sequence)

    def _beside(self, trade, document):
        self.producers.send()
        region = self.producers.region
        self.producers.put_beside(self.life.client("kinesis", region), self.platform.streams[region], document)
        self.books.beside[trade.id].add(region)

    def put(self, region, number, text):
        self._write(region, number, text)

    def erase(self, region, number):
        self._write(region, number, None)

    def _write(self, region, number, text):
        bucket, key = self.platform.buckets[region], f"{region}/{number}"
        client = self.life.client("s3", region)
        if text is None:
            client.delete_object(Bucket=bucket, Key=key)
        else:
            client.put_object(Bucket=bucket, Key=key, Body=text.encode())
        self.books.written(bucket, key, text)

    # Time, and what goes wrong in it.

    def wait(self, seconds):
        self.stage.run(float(seconds))

    def reach(self, phase):
        """Until the migration is in a phase, or over; two hours at most."""
        if not self._is_migrating():
            return "no migration is under way"
        self.stage.run_until(lambda: phase in self.migration.phases or not self._is_migrating(), 7200, 10)
        return self.told()

    def _is_migrating(self):
        return any(one.is_running for one in self.migration.executions)

    def lose(self, region):
        self.stage.lose(region)

    def restore(self, region):
        self.stage.restore(region)

    def throttle(self, region):
        self.life.throttling.tables.add((region, self.platform.table))

    def relieve(self, region):
        self.life.throttling.tables.discard((region, self.platform.table))

    def lag(self, seconds):
        self.life.tables.lag = float(seconds)

    def late(self, seconds):
        self.life.objects.lag = float(seconds)

    def part(self, source, target):
        self.life.tables.stopped.add((source, target))

    def join(self, source, target):
        self.life.tables.stopped.discard((source, target))

    def crash(self, region, many):
        self.life.functions.crash[self.platform.functions[region], region] = int(many)

    def repeat(self, many):
        self.life.mappings.repeat = int(many)

    def disable(self, region):
        self.life.client("kms", region).disable_key(KeyId=self.platform.keys[region])

    def enable(self, region):
        self.life.client("kms", region).enable_key(KeyId=self.platform.keys[region])

    def alarm(self, region):
        """Somebody sets the alarm by which Route 53 judges the region."""
        name = self.books.health_alarm(region)
        client = self.life.client("cloudwatch", region)
        client.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="by hand")

    def misjudge(self, region):
        """Route 53 takes a region for ill, or for well, whatever it says."""
        check = self.books.checks()[region]
        self.life.health.forced[check] = not self.life.health.is_healthy(check)

    # Operators.

    def update(self, *changes):
        self.changes |= dict(change.split("=", 1) for change in changes)
        self.operations.append(begin_update(self.life.world, self.changes))

    def drain(self, region, value):
        name = f"/trading-platform/{self.platform.values['EnvironmentSuffix']}/state/drain-{region}"
        self.life.client("ssm", region).put_parameter(Name=name, Value=value, Type="String", Overwrite=True)

    def request(self):
        if self.life.outages.is_out(self.platform.source):
            return "the source is out of reach"
        self.migration.request()
        self.stage.run(30)
        return self.told()

    def told(self):
        """How the migrations stand."""
        return "; ".join(f"{one.status} {one.entered[-1:]} {one.error}" for one in self.migration.executions)

    def answer(self, approved):
        """The operator answers the execution that waits for it."""
        for execution in self.migration.executions:
            token = self.life.machines.tokens.of(execution)
            if token and execution.entered[-1][1] == "AwaitApproval":
                client = self.life.client("stepfunctions", self.platform.target)
                client.send_task_success(taskToken=token, output=json.dumps({"approved": approved == "yes"}))
                return "answered"
        return "nobody asks"


@contextmanager
def living(**given):
    """A platform with a history, that was deployed and has seen a night."""
    parameters = {"EnvironmentSuffix": "verify", **GIVEN, **given}
    with open_life(prepared(Subject(str(TEMPLATE), REGIONS, parameters, complete=True, configured=True))) as life:
        make_history(life)
        assert create(life.world).status == "SUCCEEDED"
        pass_a_night(life)
        life.clock.run(WARM_UP)
        yield Hands(life, given)
