"""A template path as one text."""

from tapstack.findings import TemplatePath


def pointer(path: TemplatePath) -> str:
    """The JSON Pointer of RFC 6901, ``/Resources/Bucket/Properties/Tags/0``; empty for the whole template."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
