from django.urls import path, register_converter

from impreuna.sync import views
from impreuna.sync.api import attachments, devices, handover, lists, pull, push


class Sha256:
    """A digest in 64 small hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Sha256, "content")

app_name = "sync"
urlpatterns = [
    path("tablete/", views.devices, name="devices"),
    path("tablete/<int:place_id>/", views.devices, name="devices-of"),
    path("tablete/<int:place_id>/<uuid:device_id>/scoate/", views.revoke, name="revoke"),
    path("tablete/<int:place_id>/ramase/<uuid:held_id>/", views.held, name="held"),
    path("api/sync/pull", pull.pull, name="pull"),
    path("api/sync/push", push.push, name="push"),
    path("api/sync/digest", pull.digest, name="digest"),
    path("api/sync/lists", lists.lists, name="lists"),
    path("api/sync/handover", handover.handover, name="handover"),
    path("api/sync/standing", devices.standing, name="standing"),
    path("api/sync/devices", devices.enrol, name="enrol"),
    path("api/sync/me", devices.me, name="me"),
    path("api/sync/attachments/<content:digest>", attachments.attachment, name="attachment"),
]
