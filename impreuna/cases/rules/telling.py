"""How a client is told: with a signature or why there is none, or not told because it would harm (Order 288/2006 std.
3.11, 4.5)."""

from __future__ import annotations

from impreuna.cases.rules.texts import Checks, check_text
from impreuna.kernel.result import refused


def check_information(
    what: str, told_to: str, how: str, *, is_signed: bool, refused_why: str, withheld_why: str, agreed_by: str
) -> Checks:
    """Somebody was told something in some way; or was not, with the head's agreement (std. 4.5)."""
    yield "what", check_text(what)
    if withheld_why.strip():
        if not agreed_by.strip():
            yield "agreed_by", refused("withholding_needs_agreement")
        return
    yield "told_to", check_text(told_to)
    yield "how", check_text(how)
    if not is_signed and not refused_why.strip():
        yield "refused_why", refused("signature_or_why")
