"""The words that change when an SWV addresses parents with je instead of u."""

from __future__ import annotations

FORMAL = {
    "u": "u",
    "U": "U",
    "uw": "uw",
    "Uw": "Uw",
    "kunt_u": "kunt u",
    "Kunt_u": "Kunt u",
    "Bent_u": "Bent u",
    "Hebt_u": "Hebt u",
    "Woont_u": "Woont u",
    "u_bent": "u bent",
    "u_hebt": "u hebt",
    "u_vindt": "u vindt",
    "u_leest": "u leest",
    "leest_u": "leest u",
    "krijgt_u": "krijgt u",
    "wilt_u": "wilt u",
}
INFORMAL = {
    "u": "je",
    "U": "Je",
    "uw": "je",
    "Uw": "Je",
    "kunt_u": "kun je",
    "Kunt_u": "Kun je",
    "Bent_u": "Ben je",
    "Hebt_u": "Heb je",
    "u_bent": "je bent",
    "u_hebt": "je hebt",
    "u_vindt": "je vindt",
    "leest_u": "lees je",
    "krijgt_u": "krijg je",
    "wilt_u": "wil je",
}
