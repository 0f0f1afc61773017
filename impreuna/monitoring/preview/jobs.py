"""The job that counts a preview: one slice, then it stands in line again behind whatever waits."""

from __future__ import annotations

from procrastinate.contrib.django import app

from impreuna.monitoring.preview.counting import count_slice


@app.task(name="monitoring.preview", priority=-10)
def count_preview(preview_id: str) -> None:
    """Counts a slice of the preview, and puts the next one into the queue while communes are left."""
    if count_slice(preview_id):
        defer_preview(preview_id)


def defer_preview(preview_id: str) -> None:
    """Puts the counting of a preview into the queue."""
    count_preview.defer(preview_id=preview_id)
