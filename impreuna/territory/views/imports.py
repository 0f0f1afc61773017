"""Imports by the national administrator: upload, look at every verdict, agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import IO, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from impreuna.kernel.execute import execute
from impreuna.kernel.result import explain
from impreuna.territory import wording
from impreuna.territory.commands import keep_file
from impreuna.territory.forms import AgreementForm, UploadForm
from impreuna.territory.queries.importing import list_editions, plan_import, read_kept
from impreuna.territory.rules.plans import LARGEST_FILE, WHATS, ImportPlan, Remark
from impreuna.territory.rules.risk import COMPONENTS
from impreuna.ui.access import page

View = Callable[..., HttpResponseBase]

_PAGE = 100
_FORM_BESIDE_FILE = 64 * 1024


class SmallFilesOnly(FileUploadHandler):
    """Lets a file beyond the limit pass by without keeping any of it; the form's other fields are read."""

    too_large: int | None = None

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > LARGEST_FILE + _FORM_BESIDE_FILE:
            self.too_large = round(content_length / (1024 * 1024))

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.too_large is not None:
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def small_files_only(view: View) -> View:
    """Puts the handler in its place before anything reads the form: sign-in, too, reads what was typed."""

    @csrf_exempt  # checked inside, by `csrf_protect`, when the handler stands
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            request.upload_handlers.insert(0, SmallFilesOnly(request))
        return view(request, *args, **kwargs)

    return guarded


@small_files_only
@csrf_protect
@page("SeeImports")
def imports(request: HttpRequest) -> HttpResponse:
    """What was imported, and the form for the next file."""
    if request.method != "POST":
        return _upload_page(request, UploadForm())
    posted, files = request.POST, request.FILES
    too_large = _too_large(request)
    form = UploadForm(posted, files, too_large=too_large)
    if not form.is_valid():
        return _upload_page(request, form, 422 if too_large is None else 413)
    given = form.cleaned_data
    digest = keep_file(given["file"].read())
    query = urlencode({"sursa": given["source"], "editia": given["edition_date"].isoformat()})
    return redirect(f"{reverse('territory:preview', args=[given['subject'], digest])}?{query}")


def _too_large(request: HttpRequest) -> int | None:
    sizes = (handler.too_large for handler in request.upload_handlers if isinstance(handler, SmallFilesOnly))
    return next(sizes, None)


def _upload_page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    editions = [(edition, wording.SUBJECTS[edition.subject]) for edition in list_editions()]
    limit = LARGEST_FILE // (1024 * 1024)
    components = [(code, wording.component(code)) for code in COMPONENTS]
    context = {"form": form, "editions": editions, "limit": limit, "components": components}
    return render(request, "territory/imports.html", context, status=status)


@page("ImportTerritory")
def preview(request: HttpRequest, subject: Any, digest: str) -> HttpResponse:
    """Every row with its verdict; agreeing imports all of them."""
    content = read_kept(digest)
    if content is None:
        messages.error(request, explain("file_not_kept", {}, _))
        return redirect("territory:imports")
    if request.method == "POST":
        return _agree(request, subject, digest, content)
    edition_date = _date(request.GET.get("editia"))
    plan = plan_import(subject, content, edition_date)
    form = AgreementForm.to_plan(plan, request.GET.get("sursa", ""), edition_date)
    return _preview_page(request, plan, form)


def _agree(request: HttpRequest, subject: Any, digest: str, content: bytes) -> HttpResponse:
    form = AgreementForm(request.POST)
    if form.is_valid():
        outcome = execute(form.to_command(subject, digest), request.actor)  # type: ignore[attr-defined]
        if outcome.is_kept:
            messages.success(request, _("Importul s-a încheiat."))
            return redirect("territory:imports")
        form.add_error(None, explain(outcome.reason, outcome.facts, _))
    edition_date = _date(request.POST.get("edition_date"))
    plan = plan_import(subject, content, edition_date)
    fresh = AgreementForm.to_plan(plan, request.POST.get("source", ""), edition_date)
    trouble = [str(error) for errors in form.errors.values() for error in errors]
    return _preview_page(request, plan, fresh, trouble)


def _date(value: str | None) -> date:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return date.today()  # noqa: DTZ011  # only a suggestion, which the author sees and agrees to


def _preview_page(
    request: HttpRequest, plan: ImportPlan, form: AgreementForm, trouble: list[str] | None = None
) -> HttpResponse:
    what = request.GET.get("ce", "")
    verdicts = plan.of(what)
    first = _first(request.GET.get("de-la"), len(verdicts))
    context = {
        "plan": plan,
        "form": form,
        "trouble": trouble or [],
        "subject": wording.SUBJECTS[plan.subject],
        "refusal": wording.sentence(plan.refusal),
        "remarks": [(wording.sentence(remark), _tone(remark)) for remark in plan.remarks],
        "tabs": _tabs(request, plan, what),
        "rows": [_row(verdict) for verdict in verdicts[first : first + _PAGE]],
        "first": first + 1,
        "latest": min(first + _PAGE, len(verdicts)),
        "all": len(verdicts),
        "more": _address(request, ce=what, de_la=str(first + _PAGE)) if first + _PAGE < len(verdicts) else "",
    }
    return render(request, "territory/preview.html", context, status=409 if trouble else 200)


def _tone(remark: Remark) -> str:
    """What is left unused is only told; the rest wants a look."""
    return "info" if remark.code in ("columns_ignored", "shapes_ignored") else "warning"


def _first(value: str | None, rows: int) -> int:
    return min(int(value), max(0, rows - 1)) if value and value.isascii() and value.isdigit() and len(value) < 7 else 0


def _tabs(request: HttpRequest, plan: ImportPlan, current: str) -> list[dict[str, Any]]:
    counts: dict[str, int] = {"": len(plan.verdicts), **plan.counts}
    names: dict[str, Any] = {"": _("Toate"), **wording.WHATS}
    return [
        {"text": names[what], "count": counts[what], "href": _address(request, ce=what), "current": what == current}
        for what in ("", *WHATS)
        if what in counts
    ]


def _address(request: HttpRequest, ce: str = "", de_la: str = "") -> str:
    kept = {name: request.GET.get(name, "") for name in ("sursa", "editia")}
    return "?" + urlencode({**kept, **({"ce": ce} if ce else {}), **({"de-la": de_la} if de_la else {})})


def _row(verdict: Any) -> dict[str, Any]:
    return {
        "line": verdict.line,
        "siruta": verdict.siruta,
        "name": verdict.name,
        "what": wording.WHATS[verdict.what],
        "tone": wording.TONES[verdict.what],
        "changes": [wording.change(changed) for changed in verdict.changes[:6]],
        "more": max(0, len(verdict.changes) - 6),
        "why": wording.sentence(verdict.why),
    }
