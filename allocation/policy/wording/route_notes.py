"""What the checks on the route say to staff and coordinators; the values of the note fill the sentence."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "route_unknown": "We weten nog niet waar de leerling vandaan komt. Daarom is nog niet zeker of een aanvraag kan.",
    "route_direct_primary": (
        "De leerling komt direct van de basisschool of het speciaal (basis)onderwijs. Een aanvraag kan dan."
    ),
    "route_direct_vo1": "De leerling komt uit leerjaar 1 van het voortgezet onderwijs. Een aanvraag kan dan.",
    "route_none_vo_later": (
        "De leerling zit in leerjaar 2 of hoger. Volgens de landelijke regels kan lwoo dan niet meer worden "
        "aangevraagd: dat kan alleen direct vanuit de basisschool of vanuit leerjaar 1 van het voortgezet "
        "onderwijs."
    ),
    "route_none_other": (
        "De leerling komt niet direct van de basisschool en niet uit leerjaar 1 van het voortgezet onderwijs. "
        "Volgens de landelijke regels kan lwoo dan niet worden aangevraagd."
    ),
    "route_freed": (
        "De leerling komt niet direct van de basisschool en niet uit leerjaar 1. Dit samenwerkingsverband heeft "
        "eigen regels voor lwoo en laat deze aanvraag toch toe."
    ),
    "route_renewal": (
        "De leerling heeft van dit samenwerkingsverband al een aanwijzing voor lwoo, tot {until}. Dit is een "
        "verlenging. Het maakt niet uit in welk leerjaar de leerling zit. De nieuwe periode begint als de oude "
        "eindigt."
    ),
    "route_renewal_too_early": (
        "De leerling heeft van dit samenwerkingsverband al een aanwijzing voor lwoo, tot {until}. Verlenging vragen "
        "kan pas vanaf {possible_from}."
    ),
    "route_newcomer_too_short": (
        "De leerling is in Nederland sinds {since}. Op {counts_on}, de eerste teldag waarop de leerling meetelt, is "
        "dat korter dan een jaar. Een aanvraag kan daarom pas na dat schooljaar: vanaf {possible_from}."
    ),
    "route_newcomer_long_enough": (
        "De leerling is in Nederland sinds {since}. Op {counts_on}, de eerste teldag waarop de leerling meetelt, is "
        "dat een jaar of langer. Een aanvraag kan dan."
    ),
    "route_newcomer_already_there": (
        "Zit de leerling dit schooljaar al in leerjaar 1 van het voortgezet onderwijs? Dan telt {counts_on}, en dan "
        "is de leerling nog geen jaar in Nederland. Kies in dat geval ‘leerjaar 1’ bij de vraag waar de leerling "
        "vandaan komt."
    ),
    "route_special": (
        "De leerling komt niet direct van de basisschool en niet uit leerjaar 1. Later naar het praktijkonderwijs "
        "kan alleen voor bijzondere groepen, met instemming van de ouders. Een mens beslist daarover."
    ),
    "special_group_missing": (
        "Nog niet ingevuld is wat de leerling nu heeft: een aanwijzing voor lwoo, een toelaatbaarheidsverklaring "
        "voor (voortgezet) speciaal onderwijs of een ontwikkelingsperspectief. Zonder één van die drie kan een "
        "aanvraag niet."
    ),
    "special_ground_missing": "De reden om later naar het praktijkonderwijs te gaan is nog niet gekozen.",
    "special_ground_not_for_lwoo": (
        "Een gekozen reden geldt niet voor een leerling met een aanwijzing voor lwoo, maar alleen voor een leerling "
        "met een toelaatbaarheidsverklaring of een ontwikkelingsperspectief."
    ),
    "special_ground_not_for_tlv": (
        "Een gekozen reden geldt niet voor een leerling met een toelaatbaarheidsverklaring, maar alleen voor een "
        "leerling met een aanwijzing voor lwoo."
    ),
    "special_ground_not_for_opp": (
        "Een gekozen reden geldt niet voor een leerling met een ontwikkelingsperspectief, maar alleen voor een "
        "leerling met een aanwijzing voor lwoo."
    ),
    "special_ground_border_scores": "Reden: de scores liggen op de grens van lwoo en praktijkonderwijs.",
    "special_ground_problems_increased": "Reden: de problemen zijn sinds de aanwijzing voor lwoo toegenomen.",
    "special_ground_other_problems": "Reden: er zijn andere problemen bij gekomen.",
    "special_ground_problems_require_pro": (
        "Reden: de problemen vragen om praktijkonderwijs. Het IQ en de leerachterstand tellen dan niet, ook niet "
        "bij een IQ lager dan 55."
    ),
    "special_criterion_met": (
        "Reden: het IQ of de leerachterstand past bij praktijkonderwijs. De gegevens laten dat zien."
    ),
    "special_criterion_crosses": (
        "Reden: het IQ of de leerachterstand past bij praktijkonderwijs. Dat is niet zeker: een uitslag ligt rond "
        "een grens van de wet."
    ),
    "special_criterion_not_tested": (
        "Reden: het IQ of de leerachterstand past bij praktijkonderwijs. Daarover ontbreken nog gegevens."
    ),
    "special_criterion_fails": (
        "Als reden is gekozen dat het IQ of de leerachterstand past bij praktijkonderwijs. De gegevens laten dat "
        "niet zien."
    ),
    "special_paper_lwoo_missing": "Een kopie van de aanwijzing voor lwoo ontbreekt nog.",
    "special_paper_tlv_missing": "Een kopie van de toelaatbaarheidsverklaring ontbreekt nog.",
    "special_paper_opp_missing": "Een kopie van het ontwikkelingsperspectief ontbreekt nog.",
    "special_consent_refused": "De ouders stemmen niet in. Dan kan de leerling niet later naar het praktijkonderwijs.",
    "special_consent_missing": "De schriftelijke instemming van de ouders, met datum, ontbreekt nog.",
    "special_consent_given": "De ouders stemmen in.",
    "special_parents_view_missing": "De schriftelijke zienswijze van de ouders ontbreekt nog.",
    "special_motivation_missing": "De motivering van de school ontbreekt nog.",
    "special_done_so_far_missing": "Nog niet verteld is wat de school tot nu toe deed en wat dat opleverde.",
    "special_experts_missing": "Nog niet verteld is welke deskundigen van buiten de school erbij waren.",
    "special_risks_missing": "Nog niet verteld is wat er dreigt als de leerling blijft op de huidige plek.",
    "special_dossier_missing": "Het ontwikkelingsperspectief of het onderwijskundig rapport ontbreekt nog.",
}
