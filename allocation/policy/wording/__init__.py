"""Receipts in Dutch sentences and figures: one wording for screen, letter and command line."""

from allocation.policy.wording.figures import FigureRow, figures
from allocation.policy.wording.names import citation, legal_basis, missing_name
from allocation.policy.wording.notes import note_sentence, notes_by_weight
from allocation.policy.wording.own import opts_out
from allocation.policy.wording.parent_sentences import parent_sentence
from allocation.policy.wording.parents import explain_parents
from allocation.policy.wording.staff import explain_staff, staff_sentence

__all__ = [
    "FigureRow",
    "citation",
    "explain_parents",
    "explain_staff",
    "figures",
    "legal_basis",
    "missing_name",
    "note_sentence",
    "notes_by_weight",
    "opts_out",
    "parent_sentence",
    "staff_sentence",
]
