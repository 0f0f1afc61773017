from django.urls import path

from impreuna.documents.views import attached, casefile, documents, registers, scans, verification, wholefile

app_name = "documents"
urlpatterns = [
    path("cazuri/<uuid:case_id>/documente/", casefile.of_case_page, name="of-case"),
    path("cazuri/<uuid:case_id>/dosar/", wholefile.progress, name="case-file-progress"),
    path("cazuri/<uuid:case_id>/dosar/cere/", wholefile.ask, name="case-file-ask"),
    path("cazuri/<uuid:case_id>/dosar.pdf", wholefile.pdf, name="case-file"),
    path("cazuri/<uuid:case_id>/opis.pdf", casefile.index, name="index"),
    path("cazuri/<uuid:case_id>/raport-reintegrare.pdf", casefile.reintegration, name="reintegration"),
    path("cazuri/<uuid:case_id>/documente/<uuid:entry_id>/", documents.issue, name="issue"),
    path("cazuri/<uuid:case_id>/documente/<uuid:entry_id>/ciorna.pdf", documents.preview, name="preview"),
    path("documente/<uuid:document_id>/", documents.document, name="document"),
    path("documente/<uuid:document_id>/document.pdf", documents.pdf, name="pdf"),
    path("documente/scanare/", scans.scan, name="scan"),
    path("documente/<uuid:document_id>/scanare/", scans.scan_of, name="scan-of"),
    path("pagini-scanate/<uuid:scan_id>/", scans.scanned_page, name="scanned-page"),
    path("documente/registre/", registers.registers, name="registers"),
    path("documente/registre/<slug:which>/registru.pdf", registers.register, name="register"),
    path("raspuns/<str:secret>/documente/<uuid:document_id>/", attached.pdf, name="attached"),
    path("verificare/", verification.ask, name="ask"),
    path("verificare/<slug:code>/", verification.verify, name="verify"),
]
