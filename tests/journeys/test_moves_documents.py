"""Issued documents go along with the case of a household that moves: the same bytes, for who reads the case there."""

from __future__ import annotations

import pytest

from impreuna.documents.commands import IssueDocument
from impreuna.documents.models import Document
from impreuna.documents.tests.test_documents import SITE, bytes_of
from impreuna.kernel.models import FileChunk
from impreuna.kernel.scope import acting_as
from tests.fixtures.places import BELTIUG, DOBA
from tests.journeys.test_moves_cases import Story

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def test_documents_and_their_contents_go_along() -> None:
    story = Story()
    walk = story.walk
    document = walk.do(walk.worker, IssueDocument, entry_id=walk.last["DesignateResponsible"], site=SITE)
    before = bytes_of(walk.worker, document)
    story.move()
    assert before and bytes_of(story.there, document) == before
    assert not bytes_of(walk.worker, document)
    with acting_as(story.there):
        assert Document.objects.get(id=document).commune_id == DOBA
        assert FileChunk.objects.filter(commune_id=DOBA).exists()
    with acting_as(walk.worker):
        assert not FileChunk.objects.filter(commune_id=BELTIUG).exists(), "nothing of it stays behind"
