"""How an act in a case is asked for and told: one class for each, from which its page and its line in the file follow.

    class ContactForm(CaseActForm):
        command, slug = NoteContact, "contact"
        title, button, done = _("Notează un contact"), _("Notează"), _("Contactul este notat.")
        with_whom = forms.TextField(label=_("Cu cine"), asks=_("cu cine s-a vorbit"))
        …

Its address is then `/cazuri/<case>/act/contact/`. Fields are named as the command's own; `words` gives a field its
codes in words, for choosing as well as for telling. `asks_when` adds the day and hour at which it happened;
`answers` names the kinds of entries that it is about (`?despre=<entry>`); `known` is a template with what the reader
already knows, shown beside, as are the latest entries of the kinds in `beside`; `reads_first` puts the entry that it is
about, and those, above the form; `keeps_draft` saves what is typed while it is typed; `searched` names
the field that is looked for in the registry; `of_children` the fields that only the case of a child or a family has. An
act with a page of its own is named by `own_page`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Protocol

import msgspec
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.assessment.forms.finish import HourField
from impreuna.cases.commands.dossier import AnsweringAct, CaseAct
from impreuna.cases.queries.casefile import CaseFile, Entry
from impreuna.cases.rules.acts import ACTS
from impreuna.cases.rules.lists import GROWN_UP
from impreuna.kernel.actor import Actor
from impreuna.kernel.moments import BUCHAREST
from impreuna.obligations.rules.sources import in_full
from impreuna.registry.forms.acts import ActForm, choices
from impreuna.ui import forms
from impreuna.ui.wording import day


class Telling(Protocol):
    """What tells an entry in words: its title, and what was said as (label, words)."""

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        """What the entry is called."""

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What was said."""


#: Slug of the address → form; command's name → its form; kind of entry → what tells it.
FORMS: dict[str, type[CaseActForm]] = {}
FORM_OF: dict[str, type[CaseActForm]] = {}
TOLD_BY: dict[str, type[Telling]] = {}
#: Command's name → (title, name of the address) of acts whose page is not made of a form here.
OWN_PAGES: dict[str, tuple[Any, str]] = {}
#: Fields that belong to every form: the page draws them apart.
_OWN = ("command_id", "when_day", "when_hour", "late_reason")


@dataclass(frozen=True, slots=True)
class Part:
    """A field as the page draws it; `by` and `when`: the control and the values of it that show this one.
    `is_searched`: what is typed is looked for in the registry."""

    field: Any
    size: str
    by: str = ""
    when: str = ""
    is_searched: bool = False


class CaseActForm(ActForm):
    """The form of one act in a case; a subclass with a `slug` is known by its address."""

    command: ClassVar[type[CaseAct]]
    slug: ClassVar[str] = ""
    title: ClassVar[Any] = ""
    button: ClassVar[Any] = ""
    done: ClassVar[Any] = ""
    #: A sentence above the form: what this act does, when that is not plain.
    intro: Any = ""
    known: ClassVar[str] = ""
    beside: ClassVar[tuple[str, ...]] = ()
    reads_first: ClassVar[bool] = False
    answers: ClassVar[tuple[str, ...]] = ()
    asks_when: ClassVar[bool] = False
    keeps_draft: ClassVar[bool] = False
    words: ClassVar[dict[str, Mapping[str, str]]] = {}
    #: Field → (control, values): shown while the control has one of these values, separated by spaces.
    shown: ClassVar[dict[str, tuple[str, str]]] = {}
    sizes: ClassVar[dict[str, str]] = {}
    #: What only the case of a child or a family asks; of a grown-up it would be out of place.
    of_children: ClassVar[tuple[str, ...]] = ()
    #: The field that holds a name of the registry: who is found by it, `found`, is offered below it.
    searched: ClassVar[str] = ""
    #: The field whose words end the title of the entry: "Decizie asupra cazului: caz confirmat".
    says: ClassVar[str] = ""
    #: Since when what is typed is kept in the author's draft.
    saved_at: datetime | None = None

    late_reason = forms.LongTextField(label=_("De ce se face abia acum"), required=False, rows=3)
    when_day = forms.RomanianDateField(label=_("În ce zi"), asks=_("ziua"))
    when_hour = HourField(label=_("La ce oră"), required=False)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.slug:
            kind = cls.command.__name__
            FORMS[cls.slug] = FORM_OF[kind] = TOLD_BY[kind] = cls

    def __init__(
        self, data: Any = None, *, case: CaseFile, entry: Entry | None = None, initial: Any = None, **kwargs: Any
    ) -> None:
        self.case, self.entry = case, entry
        now = timezone.localtime()
        suggested = {"when_day": now.date(), "when_hour": now.time(), **self.suggest(), **(initial or {})}
        super().__init__(data, initial=suggested, **kwargs)
        if not self.asks_when:
            del self.fields["when_day"], self.fields["when_hour"]
        for name in self.of_children if case.subject in GROWN_UP else ():
            del self.fields[name]
        for name, codes in self.words.items():
            self.offer(name, choices(codes))
        self.prepare()

    def told_beside(self) -> list[Entry]:
        """The entries that stand beside the form: the latest of each kind."""
        latest = (self.case.last(kind) for kind in self.beside)
        return [entry for entry in latest if entry and entry != self.entry]

    def suggest(self) -> dict[str, Any]:
        """What the file already says, put into the fields: nothing is asked twice."""
        return {}

    def prepare(self) -> None:
        """Gives fields the choices that depend on the case (`self.offer`)."""

    def values(self) -> dict[str, Any]:
        """The command's own fields, by name; what is left empty keeps the command's default."""
        return {name: value for name, value in self.cleaned_data.items() if name not in _OWN}

    def to_command(self, actor: Actor) -> CaseAct:
        """The act, as its command."""
        left_out = dict.fromkeys(self.of_children, "")
        said: dict[str, Any] = {"about_id": self.entry.id if self.entry else None, **left_out, **self.values()}
        known = {field.name: field for field in msgspec.structs.fields(self.command)}
        kept = {
            known[name].encode_name: value
            for name, value in said.items()
            if name in known and (known[name].required or value not in (None, ""))
        }
        whole = self.envelope(actor) | {
            "commune_id": self.case.commune_id,
            "happened_at": self.happened_at(),
            "case_id": self.case.id,
            "late_reason": self.cleaned_data.get("late_reason", ""),
        }
        return msgspec.convert({**whole, **kept}, self.command, strict=False)

    def happened_at(self) -> datetime | None:
        """When it happened, as the author says; none where the form does not ask."""
        if not self.asks_when or not self.cleaned_data.get("when_day"):
            return None
        hour = self.cleaned_data.get("when_hour") or datetime.min.time()
        return datetime.combine(self.cleaned_data["when_day"], hour, BUCHAREST)

    def parts(self) -> Iterator[Part]:
        """The fields in the order of the page, the own ones of every form apart."""
        for bound in self.visible_fields():
            if bound.name not in _OWN and not (self.searched and bound.name == "person_id"):
                by, when = self.shown.get(bound.name, ("", ""))
                yield Part(bound, self.sizes.get(bound.name, ""), by, when, bound.name == self.searched)

    @property
    def draft_id(self) -> str:
        """Under which what is typed is kept meanwhile: the first id that the page had."""
        return str(self.data.get("draft_id") or self["command_id"].value())

    @classmethod
    def needs_entry(cls) -> bool:
        """Whether the act says nothing without the entry that it answers."""
        return issubclass(cls.command, AnsweringAct)

    def field_named(self, name: str) -> str:
        """The form's name of a field of the command, which may be called otherwise on the wire."""
        own = {field.encode_name: field.name for field in msgspec.structs.fields(self.command)}
        return own.get(name, name)

    @property
    def article(self) -> str:
        """The place of the law that asks for the act."""
        return in_full(ACTS[self.command.__name__].article)

    @property
    def is_late(self) -> bool:
        """Whether the reason for being late is asked for, or was given."""
        return "late_reason" in self.errors or bool(self.data.get("late_reason")) if self.is_bound else False

    @classmethod
    def tell_title(cls, content: Mapping[str, Any]) -> str:
        """What the act is called in the file: its title, and how it ended."""
        title = gettext(ACTS[cls.command.__name__].title)
        words = cls.words.get(cls.says, {}).get(content.get(cls.says, ""), "")
        return f"{title}: {gettext(words)}" if words else title

    @classmethod
    def tell(cls, content: Mapping[str, Any]) -> list[tuple[str, str]]:
        """What was said, as (label, words), in the order of the form; what is empty is left out."""
        encoded = {field.name: field.encode_name for field in msgspec.structs.fields(cls.command)}
        lines = []
        for name, field in cls.base_fields.items():
            if name in _OWN or name not in encoded or name == cls.says:
                continue
            words = in_words(content.get(encoded[name]), cls.words.get(name, {}))
            if words:
                lines.append((str(field.label), words))
        return lines


def own_page(kind: str, title: Any, name: str) -> None:
    """Names the page of an act that has one of its own; its address takes the case's id."""
    OWN_PAGES[kind] = (title, name)


def in_words(value: Any, codes: Mapping[str, str]) -> str:
    """A value of an entry as a sentence part: codes by their words, dates in words, lists with commas; what means
    nothing to a reader (an id) is empty.

    >>> in_words(["Ana", "Ion"], {})
    'Ana, Ion'
    """
    if isinstance(value, list | tuple):
        return ", ".join(part for part in (in_words(each, codes) for each in value) if part)
    if isinstance(value, bool) and codes:
        return capfirst(gettext(codes[str(value).lower()]))
    if value is True:
        return capfirst(gettext("da"))
    if not isinstance(value, str):
        return "" if value in (None, False) or isinstance(value, dict) else str(value)
    if codes:
        return capfirst(gettext(codes[value])) if value in codes else ""
    if len(value) == 10 and value[4:5] == "-":
        return _day_in_words(value)
    return "" if len(value) == 36 and value.count("-") == 4 else value


def _day_in_words(value: str) -> str:
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value
