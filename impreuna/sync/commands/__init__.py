"""What can be done about tablets: enrolling and revoking one, taking over work that one handed over."""

from impreuna.sync.commands.devices import EnrolDevice, RevokeDevice
from impreuna.sync.commands.held import TakeOverWork, hold

__all__ = ["EnrolDevice", "RevokeDevice", "TakeOverWork", "hold"]
