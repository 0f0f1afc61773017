"""What can be done with documents. Nothing else writes this room's tables."""

from impreuna.documents.commands import following  # noqa: F401  makes its wish known
from impreuna.documents.commands.issue import IssueDocument
from impreuna.documents.commands.scan import AttachScan

__all__ = ["AttachScan", "IssueDocument"]
