"""What can be done with documents. Nothing else writes this room's tables."""

from impreuna.documents.commands.issue import IssueDocument
from impreuna.documents.commands.scan import AttachScan

__all__ = ["AttachScan", "IssueDocument"]
