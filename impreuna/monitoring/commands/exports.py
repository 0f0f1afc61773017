"""Taking a list of people away as a file: an act on personal data, so a command that the journal keeps."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from impreuna.kernel.actor import Actor
from impreuna.kernel.command import Command, Stamp, handles
from impreuna.kernel.policy import may_read
from impreuna.kernel.result import Effect, Rejected, _, add_reasons, require
from impreuna.kernel.text import clean_lines
from impreuna.monitoring.rules.lists import LISTS

#: A reason is a sentence, not a dot.
SHORTEST_REASON = 10

add_reasons(
    {
        "export_reason_missing": _("Scrieți pentru ce vă trebuie lista, în câteva cuvinte: rămâne în jurnal."),
        "export_columns_missing": _("Alegeți cel puțin o coloană."),
        "export_column_unknown": _("Lista nu are coloana „{column}”. Deschideți pagina din nou."),
    }
)


class ExportList(Command):
    """Extragerea unei liste de persoane (GDPR art. 5(2), 30; propunere): what, which columns, and for what purpose.

    The rows themselves are read by the page after the act, under the reader's own row-level security.
    """

    area = "household"
    sentence = _("a descărcat o listă a comunei")

    what: Literal["households", "persons", "findings", "cases"]
    form: Literal["csv", "xlsx"]
    columns: Annotated[tuple[str, ...], msgspec.Meta(max_length=40)]
    reason: Annotated[str, msgspec.Meta(max_length=1000)]


@handles(ExportList)
def export_list(c: ExportList, actor: Actor, at: Stamp) -> Effect:
    """Nothing changes: the journal's entry is the whole effect; it says openly which list, which columns and why,
    for whoever watches over the data. Raises `Rejected` without a reason or columns."""
    if len(clean_lines(c.reason)) < SHORTEST_REASON:
        raise Rejected("export_reason_missing", field="reason")
    if not c.columns:
        raise Rejected("export_columns_missing", field="columns")
    for code in c.columns:
        if code not in LISTS[c.what]:
            raise Rejected("export_column_unknown", field="columns", column=code)
        require(may_read(actor.role, LISTS[c.what][code].area), "columns")
    return Effect(facts={"what": c.what, "columns": list(c.columns), "reason": clean_lines(c.reason)})
