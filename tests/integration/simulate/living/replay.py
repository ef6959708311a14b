"""Carries out again what a test has printed: a script of steps, one on each line."""

from tapstack.simulate.script import Step
from tests.integration.simulate.living.hands import living
from tests.integration.simulate.living.recovery import recover
from tests.integration.simulate.living.truths import violations


def replay(script, *, recovers=True, **given):
    """What is wrong, with the step after which it was, and what each step was answered."""
    with living(**given) as hands:
        found = []
        for step in read(script):
            hands.do(step.word, *step.arguments)
            found += [f"{step}: {wrong}" for wrong in violations(hands)]
        found += [f"recovery: {wrong}" for wrong in recover(hands)] if recovers else []
        return found, hands.script()


def read(script):
    lines = [line.partition("#")[0].split() for line in script.splitlines()]
    return [Step(words[0], tuple(words[1:]), number) for number, words in enumerate(lines, start=1) if words]
