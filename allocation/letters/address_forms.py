"""The words that change when an SWV addresses parents with je instead of u."""

from __future__ import annotations

FORMAL = {
    "u": "u",
    "U": "U",
    "uw": "uw",
    "Uw": "Uw",
    "kunt_u": "kunt u",
    "Bent_u": "Bent u",
    "Hebt_u": "Hebt u",
    "u_hebt": "u hebt",
    "u_vindt": "u vindt",
    "leest_u": "leest u",
    "krijgt_u": "krijgt u",
}
INFORMAL = {
    "u": "je",
    "U": "Je",
    "uw": "je",
    "Uw": "Je",
    "kunt_u": "kun je",
    "Bent_u": "Ben je",
    "Hebt_u": "Heb je",
    "u_hebt": "je hebt",
    "u_vindt": "je vindt",
    "leest_u": "lees je",
    "krijgt_u": "krijg je",
}
