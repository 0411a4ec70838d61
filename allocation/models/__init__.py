"""The request, its evidence, the receipt, the decision and the letters."""

from .decisions import Decision, Job, Letter, ReceiptRecord
from .evidence import DelayResult, Document, Evidence
from .requests import NumberSeries, Request, StatusChange

__all__ = [
    "Decision",
    "DelayResult",
    "Document",
    "Evidence",
    "Job",
    "Letter",
    "NumberSeries",
    "ReceiptRecord",
    "Request",
    "StatusChange",
]
