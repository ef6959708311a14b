"""What is raised where a question has no answer before deployment."""


class NotKnown(Exception):  # noqa: N818 - no error: an answer
    """Only AWS, or someone outside the template, knows; the text says what it hangs on. A verdict on it is UNKNOWN."""
