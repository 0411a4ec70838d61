"""What is wrong with an uploaded file, in Dutch for the administrator. Developers read the English of the exception."""

from __future__ import annotations

import re

from allocation.policy.strict_yaml import LawFileError

NOT_YAML = (
    "Deze regel kunnen we niet lezen. Kijk naar de spaties aan het begin, de dubbele punten en de aanhalingstekens."
)
REASONS: tuple[tuple[str, str], ...] = (
    (r"unknown key '(.*)'", "‘{0}’ hoort hier niet. Kijk of het goed is gespeld."),
    (r"'(.*)' is missing", "‘{0}’ ontbreekt."),
    (r"'(.*)' stands here twice", "‘{0}’ staat er twee keer."),
    (r"'(.*)' is empty", "‘{0}’ is leeg."),
    (r"'(.*)' is not a text", "Bij ‘{0}’ hoort een tekst. Zet hem zo nodig tussen aanhalingstekens."),
    (r"'(.*)' is not a list", "Bij ‘{0}’ hoort een lijst, bijvoorbeeld [7, 8]."),
    (r"'(.*)' is not a whole number", "Bij ‘{0}’ hoort een heel getal."),
    (r"'(.*)' is not true or false", "Bij ‘{0}’ hoort true (ja) of false (nee)."),
    (r"'(.*)' holds no letter or digit", "Bij ‘{0}’ staat een naam zonder letters of cijfers."),
    (r"'(.*)' is longer than (\d+) characters", "De tekst bij ‘{0}’ is te lang: hoogstens {1} tekens."),
    (r"'(.*)' lies outside (\d+) to (\d+)", "Het getal bij ‘{0}’ moet van {1} tot en met {2} zijn."),
    (r"'(.*)' must hold whole numbers from (\d+) to (\d+)", "Bij ‘{0}’ horen hele getallen van {1} tot en met {2}."),
    (r"'(.*)' is '(.*)', expected one of: (.*)", "Bij ‘{0}’ staat ‘{1}’. Kies uit: {2}."),
    (r"'(.*)' is '(.*)', expected a school year like (.*)", "Bij ‘{0}’ staat ‘{1}’. Schrijf een schooljaar als {2}."),
    (r"'(.*)' is '(.*)', expected M or E.*", "Bij ‘{0}’ staat ‘{1}’. Schrijf M of E met de groep, bijvoorbeeld E5."),
    (r"'id' must consist of small letters.*", "Bij ‘id’ mogen alleen kleine letters, cijfers en streepjes staan."),
    (r"no category: .*", "Geef een categorie bij ‘lwoo’, bij ‘pro’ of bij allebei."),
    (r"the lower bound lies above the upper bound", "De ondergrens is hoger dan de bovengrens."),
    (r"more than (\d+) instruments", "Er staan te veel tests in het bestand: hoogstens {0}."),
    (r"expected keys with values", "Hier horen regels te staan zoals ‘naam: waarde’."),
    (r"expected a list that is not empty", "Hier hoort een lijst te staan, met een streepje voor elk deel."),
    (r"the file is empty", "Het bestand is leeg."),
    (r"the file is not UTF-8", "Het bestand is niet opgeslagen als UTF-8. Kies dat bij het opslaan als platte tekst."),
    (r"the file is larger than (\d+) kB", "Het bestand is te groot: hoogstens {0} kB."),
    (r"too many lines and values", "Het bestand is te lang voor een lijst met tests."),
    (r"nested too deeply", "Te veel lijsten of blokken in elkaar."),
    (r"aliases are not allowed", "Verwijzingen met * zijn niet toegestaan. Schrijf de tekst uit."),
    (r"a character that cannot be read", "Hier staat een teken dat we niet kunnen lezen."),
    (r"found character '\\t'.*", "Hier staat een tab. Gebruik spaties."),
    (r"but found another document", "Het bestand bevat twee delen. Haal de regel met --- weg."),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in REASONS)


def in_dutch(mistake: LawFileError) -> str:
    """The reason of a mistake in Dutch; the line is in the mistake itself."""
    for pattern, text in _COMPILED:
        if found := pattern.fullmatch(mistake.reason):
            return text.format(*found.groups())
    return NOT_YAML
