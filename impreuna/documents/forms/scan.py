"""The form for a signed page: a photograph or a PDF, and the document when its QR code cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from impreuna.documents.commands import AttachScan
from impreuna.documents.queries.issued import DocumentRow
from impreuna.documents.rules.scans import LARGEST_BYTES
from impreuna.documents.scanning import Unreadable, media_type_of, read_codes
from impreuna.kernel.identity import new_id
from impreuna.kernel.result import explain
from impreuna.registry.forms.acts import ActForm
from impreuna.ui import forms


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that came: its bytes, what they are, the verification code that was read from it (or none)."""

    content: bytes
    media_type: str
    code: str

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal."""
        return sha256(self.content).hexdigest()


class ScanForm(ActForm):
    """One page. `offered` are documents to choose from; `chosen` is the one whose page led here."""

    file = forms.FileField(
        label=_("Fotografia sau PDF-ul paginii semnate"),
        help_text=_("Fotografiați toată pagina, cu tot cu pătratul cu cod de jos. Cel mult 8 MB."),
        max_bytes=LARGEST_BYTES,
    )
    document_id = forms.ChoiceField(
        label=_("Documentul"),
        help_text=_("Aplicația îl găsește după codul QR. Alegeți-l numai dacă codul nu se citește."),
        required=False,
    )
    page = forms.IntegerField(label=_("Pagina"), required=False, min_value=1, max_value=999)

    def __init__(self, *args: Any, offered: Sequence[DocumentRow], chosen: DocumentRow | None, **kwargs: Any) -> None:
        initial = {"document_id": str(chosen.id)} if chosen else {}
        super().__init__(*args, initial=initial, **kwargs)
        known = [(str(each.id), f"{each.number}: {each.title}") for each in offered]
        self.offer("document_id", known if chosen else [("", gettext("După codul QR")), *known])
        self.fields["file"].widget.attrs.update(accept="image/jpeg,image/png,application/pdf", capture="environment")

    def clean_file(self) -> Picture:
        """The page with the code that was read from it."""
        content = self.cleaned_data["file"].read()
        try:
            codes = read_codes(content)
        except Unreadable as problem:
            reason = "scan_unreadable" if media_type_of(content) else "scan_type"
            raise forms.ValidationError(explain(reason, {}, gettext), code="unreadable") from problem
        if len(codes) > 1:
            raise forms.ValidationError(explain("scan_several", {}, gettext), code="several")
        return Picture(content, media_type_of(content), "".join(codes))

    def to_command(self, document: DocumentRow, page: int, found_by: str) -> AttachScan:
        """The page as an act, in the commune of its document."""
        picture = cast(Picture, self.cleaned_data["file"])
        return AttachScan(
            id=self.cleaned_data.get("command_id") or new_id(),
            commune_id=document.commune_id,
            recorded_at=timezone.now(),
            document_id=document.id,
            page=page,
            digest=picture.digest,
            size=len(picture.content),
            media_type=picture.media_type,
            found_by=found_by,
        )
