"""What our reader of Guard's language does not understand."""


class UnreadableError(Exception):
    """``line`` and ``column`` count from 1. The engine may still take the text, and then it is judged as a whole."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
