"""The request, its evidence, the receipt, the decision and the letters."""

from .decisions import Decision, Job, Letter, ReceiptRecord
from .evidence import DelayResult, Document, Evidence
from .frameworks import BoardConsent, Framework, InstrumentEdition, WhatIf
from .requests import Assignment, NumberSeries, Request, RouteInfo, StatusChange

__all__ = [
    "Assignment",
    "BoardConsent",
    "Decision",
    "DelayResult",
    "Document",
    "Evidence",
    "Framework",
    "InstrumentEdition",
    "Job",
    "Letter",
    "NumberSeries",
    "ReceiptRecord",
    "Request",
    "RouteInfo",
    "StatusChange",
    "WhatIf",
]
