"""Carries out again what a test has printed: a script of steps, one on each line."""

from tapstack.simulate.script import Step
from tests.integration.simulate.living.hands import living
from tests.integration.simulate.living.recovery import recover
from tests.integration.simulate.living.truths import violations


def replay(script, **given):
    """What is wrong, after which step, and after the recovery; and what each step was answered."""
    with living(**given) as hands:
        found = [*carry_out(hands, script), *(f"recovery: {wrong}" for wrong in recover(hands))]
        return found, hands.script()


def carry_out(hands, script):
    """Every step; what is wrong after each."""
    found = []
    for step in read(script):
        hands.do(step.word, *step.arguments)
        found += [f"{step}: {wrong}" for wrong in violations(hands)]
    return found


def read(script):
    lines = [line.partition("#")[0].split() for line in script.splitlines()]
    return [Step(words[0], tuple(words[1:]), number) for number, words in enumerate(lines, start=1) if words]
