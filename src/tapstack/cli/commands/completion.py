"""``tapstack completion``."""

import click

from tapstack.cli.output import write

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    epilog="""\b
Put one of these into your shell's start file:
  eval "$(tapstack completion bash)"
  eval "$(tapstack completion zsh)"
  tapstack completion fish | source
""",
)
@click.argument("shell", type=click.Choice(SHELLS), metavar="[bash|zsh|fish]")
def command(shell: str) -> int:
    """Print the script that lets your shell complete commands and options."""
    from click.shell_completion import get_completion_class

    from tapstack.cli.group import tapstack

    complete = get_completion_class(shell)
    if complete is None:
        raise click.UsageError(f"click cannot complete in {shell}.")
    write(complete(tapstack, {}, "tapstack", "_TAPSTACK_COMPLETE").source() + "\n")
    return 0
