"""What CloudFormation says to one value of one parameter."""

from tapstack.findings import Problem, Status
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

    def refused_for(self, text: str) -> set[str]:
        """The ids of the checks for which the value is refused for certain."""
        return {problem.check.id for problem in self.problems(text) if problem.status is Status.FAIL}
