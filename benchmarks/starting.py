"""How long ``tapstack --help`` takes."""

from statistics import median

from benchmarks.figure import Figure, milliseconds
from benchmarks.interleave import interleave
from benchmarks.process import run


def measure(rounds: int) -> list[Figure]:
    """The wall time of ``tapstack --help``, beside that of a Python that does nothing."""
    samples = interleave(
        {
            "tapstack --help": lambda: run("tapstack", "--help").seconds,
            "python -c pass": lambda: run("python", "-c", "pass").seconds,
        },
        rounds * 2,
    )
    seconds = median(samples["tapstack --help"])
    return [
        Figure(
            what="`tapstack --help`",
            measured=milliseconds(samples["tapstack --help"]),
            against=f"`python -c pass`: {milliseconds(samples['python -c pass'])}",
            value=seconds,
            shown=f"{seconds:.2f} s",
            wanted="under 0.2 s",
            met=seconds < 0.2,
            samples=samples,
        )
    ]
