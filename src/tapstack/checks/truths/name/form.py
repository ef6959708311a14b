"""What is wrong with a name, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterator

from tapstack.facts.identities import types
from tapstack.facts.physical_names import NameRule, named_types
from tapstack.render.pattern import ACCOUNT, TOKEN, is_whole, lengths, shown

NAMED = tuple(sorted({*types(), *named_types()}))
_SOME_ACCOUNT = "123456789012"


def faults(rule: NameRule, text: str) -> Iterator[str]:
    """Sentences about a pattern that breaks the rule; none where it is empty or an ARN, which is another's name."""
    if not text or text.startswith("arn:"):
        return
    least, most = lengths(text)
    if rule.most is not None and least > rule.most:
        yield f'{rule.name} "{shown(text)}" has {least} characters; it may have {rule.most}.'
    if most is not None and most < rule.least:
        yield f'{rule.name} "{shown(text)}" has {most} characters; it must have {rule.least}.'
    wrong = rule.wrong.search(TOKEN.sub("", text)) if rule.wrong else None
    if wrong:
        yield f'{rule.name} "{shown(text)}" has {wrong[0]!r} in it, which such a name may not have.'
    elif is_whole(known := text.replace(ACCOUNT, _SOME_ACCOUNT)) and not _fits(rule, known):
        yield f'{rule.name} "{shown(text)}" is not of the form that such a name must have.'


def _fits(rule: NameRule, text: str) -> bool:
    return all(form.fullmatch(text) for form in rule.whole) and all(form.search(text) for form in rule.found)
