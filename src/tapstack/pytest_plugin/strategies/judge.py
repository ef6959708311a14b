"""What CloudFormation says to one value of one parameter."""

from tapstack.findings import Check, Problem, Status
from tapstack.template.declaration import Declaration
from tapstack.template.parameter_acceptor import Acceptor
from tapstack.template.patterns import PatternBudget


class Judge:
    """Asks the same acceptor as a deployment does."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self._acceptor = Acceptor(declaration)

    def problems(self, text: str) -> list[Problem]:
        """What is wrong with a value, and what only AWS can tell."""
        found: list[Problem] = []
        self._acceptor.accept(text, PatternBudget(), found.append)
        return found

    def takes(self, text: str) -> bool:
        """Whether the value is taken for certain."""
        return not self.problems(text)

    def may_take(self, text: str) -> bool:
        """Whether nothing that is known speaks against the value."""
        return all(problem.status is not Status.FAIL for problem in self.problems(text))

    def refuses(self, text: str, check: Check | None = None) -> bool:
        """Whether the value is refused for certain, for what this check says."""
        failed = (problem for problem in self.problems(text) if problem.status is Status.FAIL)
        return any(check in (None, problem.check) for problem in failed)
