"""Pages about records that may be one person: the list, the decision, and taking a merge back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from impreuna.kernel.execute import execute
from impreuna.kernel.identity import new_id
from impreuna.kernel.policy import may
from impreuna.kernel.result import explain
from impreuna.registry.commands import ShowCnp
from impreuna.registry.forms.duplicates import HOME, LEFT, RIGHT, DismissForm, MergeForm, UndoForm
from impreuna.registry.queries.duplicates import (
    Pair,
    Side,
    differing,
    find_merge,
    find_pair,
    find_sides,
    is_decided,
    list_merges,
    list_pairs,
)
from impreuna.registry.queries.search import search
from impreuna.registry.rules.cnp import mask_cnp
from impreuna.registry.rules.merging import CHOICE_LABELS, CHOICES, REASONS_ALIKE
from impreuna.registry.rules.persons import IDENTITIES, SEXES
from impreuna.registry.views.acts import act_page, send
from impreuna.registry.views.households import today
from impreuna.registry.views.people import person_or_404
from impreuna.ui.access import SignedIn, page
from impreuna.ui.wording import day


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a record beside the other: its label, what it says, whether the other one says the same."""

    label: str
    text: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair as the page draws it: each record with its facts, and why they look alike."""

    pair: Pair
    why: str
    sides: list[tuple[Side, list[Fact]]]


@page("SeeDuplicates")
def duplicates(request: SignedIn) -> HttpResponse:
    """The pairs that wait for a decision, and the merges of before."""
    actor = request.actor
    commune_id = actor.scope.place_id
    context = {
        "pairs": [compared(pair) for pair in list_pairs(commune_id)],
        "merges": list_merges(commune_id),
        "may_merge": may(actor.role, "MergePersons"),
        "may_undo": may(actor.role, "UndoMerge"),
    }
    return render(request, "registry/duplicates/list.html", context)


@page("MergePersons")
def merge(request: SignedIn, candidate_id: UUID) -> HttpResponse:
    """The decision over a pair: two records side by side, and which value stands where they differ."""
    pair = _find(request, candidate_id)
    if pair is None or pair.right is None:
        return redirect("registry:duplicates")
    return _merge_page(request, pair.left, pair.right, pair)


@page("MergePersons")
def choose_other(request: SignedIn, person_id: UUID) -> HttpResponse:
    """Finding the other record of a person, without having been warned."""
    subject = person_or_404(request, person_id)
    typed = request.GET.get("q", "").strip()[:100]
    found = search(subject.commune_id, typed, today()).people if typed else []
    context = {"subject": subject, "typed": typed, "found": [row for row in found if row.id != person_id]}
    return render(request, "registry/duplicates/choose_other.html", context)


@page("MergePersons")
def merge_two(request: SignedIn, one_id: UUID, other_id: UUID) -> HttpResponse:
    """The same for two records that somebody found to be one person without having been warned."""
    found = find_sides(request.actor.scope.place_id, one_id, other_id)
    if found is None:
        raise Http404
    return _merge_page(request, *found)


def _merge_page(request: SignedIn, left: Side, right: Side, pair: Pair | None = None) -> HttpResponse:
    is_asking = request.method == "POST" and request.POST.get("act") == "show"
    is_open = is_asking and _show_numbers(request, left, right)
    is_sent = request.method == "POST" and not is_asking
    form = MergeForm(
        request.POST if is_sent else None, questions=_questions(left, right, is_open), seen=(left.n, right.n)
    )
    standing = RIGHT if right.household_id and not left.household_id else LEFT
    candidate_id = pair.id if pair else None
    if is_sent and send(
        request, form, lambda: form.to_command(request.actor, left.id, right.id, standing, candidate_id)
    ):
        messages.success(request, _("Cele două fișe sunt una. Puteți desface unirea oricând din „Dubluri”."))
        kept = form.cleaned_data.get(HOME) or standing
        return redirect("registry:person", person_id=left.id if kept == LEFT else right.id)
    context = {
        "form": form,
        "pair": pair,
        "sides": _facing(left, right, is_open),
        "may_show": bool(left.cnp and right.cnp and left.cnp != right.cnp) and not is_open,
    }
    return render(request, "registry/duplicates/merge.html", context, status=422 if is_sent else 200)


def _show_numbers(request: SignedIn, *sides: Side) -> bool:
    """Tells the journal that both whole numbers are seen; whether they may be."""
    now, commune_id = timezone.now(), request.actor.scope.place_id
    commands = [ShowCnp(id=new_id(), commune_id=commune_id, recorded_at=now, person_id=side.id) for side in sides]
    return all(execute(command, request.actor).is_kept for command in commands)


@page("DismissDuplicate")
def dismiss(request: SignedIn, candidate_id: UUID) -> HttpResponse:
    """Saying that two records are two people, and how one knows."""
    pair = _find(request, candidate_id)
    if pair is None:
        return redirect("registry:duplicates")
    form = DismissForm(request.POST if request.method == "POST" else None)
    return act_page(
        request,
        form,
        lambda: form.to_command(request.actor, candidate_id),
        template="registry/duplicates/dismiss.html",
        context={"pair": pair},
        done=_("Ați hotărât. Perechea nu mai apare."),
        then=reverse("registry:duplicates"),
    )


@page("UndoMerge")
def undo(request: SignedIn, merge_id: UUID) -> HttpResponse:
    """Taking a merge back, after one look at what that means."""
    done = find_merge(request.actor.scope.place_id, merge_id)
    if done is None:
        raise Http404
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        outcome = send(request, form, lambda: form.to_command(request.actor, merge_id))
        if outcome is not None:
            _tell_undone(request, outcome.facts.get("stayed", []))
            return redirect("registry:person", person_id=done.kept_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "registry/duplicates/undo.html", {"form": form, "merge": done}, status=status)


def _tell_undone(request: SignedIn, stayed: list[str]) -> None:
    messages.success(request, _("Unirea este desfăcută: sunt din nou două fișe."))
    labels = {column: CHOICE_LABELS[code] for code, columns in CHOICES.items() for column in columns}
    if names := dict.fromkeys(_(labels[column]) for column in stayed if column in labels):
        messages.info(
            request, _("Au rămas cum au fost corectate după unire: {fields}.").format(fields=", ".join(names))
        )  # fmt: skip


def _find(request: SignedIn, candidate_id: UUID) -> Pair | None:
    """The pair, or none with a word about it when a colleague was quicker; 404 for what never was here."""
    commune_id = request.actor.scope.place_id
    pair = find_pair(commune_id, candidate_id)
    if pair is None and not is_decided(commune_id, candidate_id):
        raise Http404
    if pair is None:
        messages.info(request, explain("duplicate_decided", {}, _))
    return pair


# --- two records in words -------------------------------------------------------------------------


def compared(pair: Pair) -> Compared:
    """The pair as the list shows it: identity numbers masked."""
    why = ", ".join(_(REASONS_ALIKE[code]) for code in pair.reasons if code in REASONS_ALIKE)
    sides = (
        _facing(pair.left, pair.right, is_open=False) if pair.right else [(pair.left, _facts(pair.left, None, False))]
    )
    return Compared(pair, capfirst(why), sides)


def _facing(left: Side, right: Side, is_open: bool) -> list[tuple[Side, list[Fact]]]:
    return [(left, _facts(left, right, is_open)), (right, _facts(right, left, is_open))]


def _facts(side: Side, other: Side | None, is_open: bool) -> list[Fact]:
    facts = [
        Fact(
            capfirst(_(label)), say(side, code, is_open), other is not None and side.values(code) == other.values(code)
        )
        for code, label in CHOICE_LABELS.items()
        if any(one is not None and say(one, code, is_open) for one in (side, other))
    ]
    is_same_home = other is not None and side.household_id is not None and side.household_id == other.household_id
    facts.append(Fact(_("Locuiește"), _home(side), is_same_home))
    registered = _("{day}, {name}").format(day=day(side.registered_at), name=side.registered_by)
    return [*facts, Fact(_("Înregistrată"), registered, False)]


def say(side: Side, code: str, is_open: bool) -> str:
    """What a record says for one choice, in the reader's language; empty when nothing."""
    if code == "birth":
        if side.birth_date:
            return day(side.birth_date)
        return _("în jurul anului {year}").format(year=side.birth_year) if side.birth_year else ""
    if code == "identity":
        number = side.cnp if is_open else mask_cnp(side.cnp)
        return number or capfirst(_(IDENTITIES[side.identity]))
    if code == "sex":
        return capfirst(_(SEXES[side.sex])) if side.sex else ""
    if code == "death_date":
        return day(side.death_date)
    return str(getattr(side, code))


def _home(side: Side) -> str:
    if side.household_id is None:
        return _("în nicio gospodărie")
    return ", ".join(part for part in (side.household, side.address) if part)


def _questions(left: Side, right: Side, is_open: bool) -> dict[str, tuple[str, str, str]]:
    """What the two records do not agree on; the household comes first, because it decides which record stays."""
    questions: dict[str, tuple[str, str, str]] = {}
    if left.household_id and right.household_id and left.household_id != right.household_id:
        questions[HOME] = (_home(left), _home(right), "")
    for code in differing(left, right):
        words = say(left, code, is_open), say(right, code, is_open)
        questions[code] = (*words, _fuller(left, right, code))
    return questions


def _fuller(left: Side, right: Side, code: str) -> str:
    """The side that alone says something, or says it exactly: what is ticked before anybody has looked."""
    column = CHOICES[code][0] if code != "identity" else "cnp"
    on_left, on_right = bool(getattr(left, column)), bool(getattr(right, column))
    return "" if on_left == on_right else LEFT if on_left else RIGHT
