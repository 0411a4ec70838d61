"""The classes of data that are kept and destroyed, and from which day a term is counted. Pure."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """One class of data with its own term. `law/terms.yaml` holds the terms."""

    HEALTH = "health"
    WITHDRAWN = "withdrawn"
    GRANTED = "granted"
    REFUSED = "refused"
    DRAFT = "draft"


class Start(StrEnum):
    """The day from which a term is counted."""

    DECIDED = "decided"
    END_OF_VALIDITY = "end_of_validity"
    WITHDRAWN = "withdrawn"
    LAST_ACTIVITY = "last_activity"


class Block(StrEnum):
    """Why something is kept although its term is over."""

    HELD = "held"
    RESTRICTED = "restricted"
    PERMISSION = "permission"
    STILL_VALID = "still_valid"
    NOT_ANNOUNCED = "not_announced"


# With these the whole dossier goes; with HEALTH only what tells about the health of the pupil.
WHOLE = frozenset({Kind.WITHDRAWN, Kind.GRANTED, Kind.REFUSED})

KIND_NAMES = {
    Kind.HEALTH: "gezondheidsgegevens en toetsscores",
    Kind.WITHDRAWN: "ingetrokken aanvraag",
    Kind.GRANTED: "toegewezen besluit, hele dossier",
    Kind.REFUSED: "afgewezen besluit, hele dossier",
    Kind.DRAFT: "concept dat niet is ingediend",
}
START_NAMES = {
    Start.DECIDED: "de dag van het besluit",
    Start.END_OF_VALIDITY: "de dag waarop de aanwijzing eindigt; zonder einde de dag van het besluit",
    Start.WITHDRAWN: "de dag van het intrekken",
    Start.LAST_ACTIVITY: "de laatste wijziging",
}
BLOCK_NAMES = {
    Block.HELD: "het dossier wordt vastgehouden",
    Block.RESTRICTED: "de gegevens van deze leerling zijn op slot gezet",
    Block.PERMISSION: "besluiten mogen nog niet worden vernietigd: de selectielijst geldt nog niet",
    Block.STILL_VALID: "het besluit geldt nog",
    Block.NOT_ANNOUNCED: "de brieven van het besluit zijn nog niet klaar",
}
