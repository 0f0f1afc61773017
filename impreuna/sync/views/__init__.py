"""Pages of the room: tablets, and work that waits to be taken over."""

from impreuna.sync.views.devices import devices, revoke
from impreuna.sync.views.held import held

__all__ = ["devices", "held", "revoke"]
