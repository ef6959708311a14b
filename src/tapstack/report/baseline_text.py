"""What a baseline hid in one sentence, the same in every report that people read."""

from tapstack.findings import Baselined, plain


def baseline_text(baselined: Baselined) -> str:
    """How many are hidden, of which status, by which file; how many of the file's findings are gone."""
    kinds = ", ".join(f"{number} {status}" for status, number in baselined.hidden.items() if number)
    hidden = f"{baselined.total} hidden by {plain(baselined.file)}" + (f" ({kinds})" if kinds else "")
    gone = f"; {baselined.gone} of it {'is' if baselined.gone == 1 else 'are'} gone" if baselined.gone else ""
    return f"{hidden}{gone}"
