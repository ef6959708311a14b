"""Why a test fails, in words of the template."""

from types import TracebackType

from tapstack.findings import TapstackError, plain


class RefusedError(AssertionError):
    """Template, parameters or a request are refused; a line for each reason."""


class MissingError(AssertionError, LookupError):
    """There is no such resource, property, output or region; the text names the nearest that there is."""


class UnknownError(AssertionError):
    """Only AWS can tell: neither yes nor no would be right."""


class Refusing:
    """A block in which an error that would end a command is a ``RefusedError``."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        __tracebackhide__ = True
        if isinstance(error, TapstackError):
            raise RefusedError(plain(str(error))) from None
