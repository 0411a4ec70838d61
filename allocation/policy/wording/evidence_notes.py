"""Notes on tests in sentences for staff and schools, by rule. The values of the note fill the gaps."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "no_edition": (
        "De lijst met toegestane tests voor schooljaar {school_year} is niet geladen. Die lijst geldt voor "
        "aanvragen van {first} tot en met {last}. De tests zijn daarom niet gecontroleerd. Controleer ze zelf, of "
        "vraag de beheerder van het samenwerkingsverband om de lijst te laden."
    ),
    "no_instrument": "{subject}: er staat niet welke test is gebruikt. Of de test mag, is niet gecontroleerd.",
    "not_listed": "{subject}: {typed} staat niet op de lijst met toegestane tests voor schooljaar {school_year}.",
    "other_criterion": "{subject}: {name} staat op de lijst, maar niet voor {criterion}.",
    "other_track": "{subject}: {name} staat op de lijst, maar niet voor {track}.",
    "written_group_test": (
        "{subject}: {name} is een schriftelijke groepstest (categorie IV voor pro). Die past niet goed bij een "
        "leerling met een grote leesachterstand."
    ),
    "remark": "{subject} ({name}): {remark}",
    "outside_months": "{subject}: volgens de lijst is {name} voor {range}. Deze is afgenomen in {month}.",
    "not_for_vo": (
        "{subject}: volgens de lijst is {name} voor {range}. De leerling zat in {month} in leerjaar 1 van het "
        "voortgezet onderwijs."
    ),
    "no_test_date": "{subject}: de datum ontbreekt. Of de uitslag nog geldig is, is niet gecontroleerd.",
    "after_filing": "{subject} is van {tested_on}. Dat is na de datum van de aanvraag. Kijk of de datum klopt.",
    "too_old": (
        "{subject} is van {tested_on} en is te oud: de uitslag is {years} jaar geldig. Deze telde tot en met {last}."
    ),
    "delay_too_old": (
        "{subject} is van {tested_on} en is te oud. Bij een aanvraag van {filed_on} tellen toetsen vanaf {first}."
    ),
    "responsible_missing": (
        "{subject}: er staat niet of een psycholoog of een orthopedagoog verantwoordelijk is. Dat moet wel."
    ),
    "responsible_other": (
        "{subject} moet onder verantwoordelijkheid van een psycholoog of een orthopedagoog zijn afgenomen. Volgens "
        "de aanvraag is iemand anders verantwoordelijk."
    ),
    "below_floor": "{subject}: {name} meet geen lagere DLE dan {floor}. Is de uitslag lager? Vul dan in: < {floor}.",
    "dl_vo_year_1": (
        "{subject}: voor een leerling uit leerjaar 1 van het voortgezet onderwijs is de DL {expected}. Hier staat {dl}."
    ),
    "dl_implausible": (
        "{subject}: DL {dl} past niet bij een toets in {month}. Wie nooit bleef zitten, heeft dan DL {expected}. "
        "Elk jaar zittenblijven vanaf groep 3 telt voor 10 maanden, tot DL 60. Kijk of de DL klopt."
    ),
    "bl_spared": "{subject} is voor pro niet nodig: de DLE technisch lezen is lager dan {bound}.",
    "re_test": (
        "{subject}: bij toets {level} is de DLE {side} {bound}. De lijst raadt aan om ook {other} af te nemen. Dat "
        "hoeft niet als alle gegevens dezelfde kant op wijzen."
    ),
    "re_test_required": (
        "{subject}: bij toets {level} is de DLE {side} {bound}. Volgens de lijst moet ook {other} zijn afgenomen, "
        "want {why}."
    ),
    "beyond_lwoo": (
        "{subject}: bij toets {level} is de DLE {side} {bound}. Volgens de lijst valt dat niveau buiten lwoo."
    ),
    "self_report_no_level": (
        "{subject}: {name} kan een vragenlijst zijn die de leerling zelf invult. Dat mag bij een DLE begrijpend "
        "lezen van {allowed} of meer, maar die DLE is niet bekend."
    ),
    "self_report_caution": (
        "{subject}: vult de leerling {name} zelf in? Wees dan voorzichtig met de uitslag, want de DLE begrijpend "
        "lezen is (misschien) lager dan {allowed}."
    ),
    "self_report_discouraged": (
        "{subject}: vult de leerling {name} zelf in? De lijst raadt dat sterk af, want de DLE begrijpend lezen is "
        "lager dan {discouraged}. Gebruik dan het onderwijskundig rapport, een lijst voor ouders of leraar, of "
        "observatie."
    ),
    "self_report_perhaps_discouraged": (
        "{subject}: vult de leerling {name} zelf in? De DLE begrijpend lezen is misschien lager dan {discouraged}. "
        "Dan raadt de lijst dat sterk af. Gebruik liever een lijst voor ouders of leraar, of observatie."
    ),
}
