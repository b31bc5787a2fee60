"""The words of an edition: the level of its territories, and the reference they are compared with.

Every sentence takes its noun, gender and number from here; « région » and « France » are those of the 2020 edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_VOWELS = tuple("aàâeéèêiîoôuAÀÂEÉÈÊIÎOÔU")
"""First letters before which an article loses its vowel."""


@dataclass(frozen=True)
class Level:
    """A level of territories: « région, régions », feminine; ``adjectives``: « régional », « régionale »."""

    code: str
    singular: str
    plural: str
    feminine: bool
    adjectives: tuple[str, str]

    @property
    def e(self) -> str:
        """The ending of an adjective that agrees: « la plus élevéE »."""
        return "e" if self.feminine else ""

    @property
    def article(self) -> str:
        """« la », « le »: before « plus fragile »."""
        return "la" if self.feminine else "le"

    @property
    def most_fragile(self) -> str:
        """« la plus fragile », « le plus fragile »."""
        return f"{self.article} plus fragile"

    @property
    def least_fragile(self) -> str:
        return f"{self.article} moins fragile"

    @property
    def from_most_to_least(self) -> str:
        """« de la plus à la moins fragile », « du plus au moins fragile »."""
        return "de la plus à la moins fragile" if self.feminine else "du plus au moins fragile"

    @property
    def first(self) -> str:
        """« 1re », « 1er »."""
        return "1re" if self.feminine else "1er"

    @property
    def code_name(self) -> str:
        """The heading of its codes."""
        return "Code Insee" if self.code in ("region", "departement", "commune") else "Code"

    @property
    def subject(self) -> str:
        """« la région », « le département », « l’intercommunalité »."""
        return f"l’{self.singular}" if self.elided else f"{self.article} {self.singular}"

    @property
    def genitive(self) -> str:
        """« de la région », « du département », « de l’intercommunalité »."""
        return f"du {self.singular}" if not self.elided and not self.feminine else f"de {self.subject}"

    @property
    def de(self) -> str:
        """« de région », « d’intercommunalité »."""
        return f"d’{self.singular}" if self.elided else f"de {self.singular}"

    @property
    def a(self) -> str:
        """« une région », « un département »."""
        return f"{'une' if self.feminine else 'un'} {self.singular}"

    @property
    def none(self) -> str:
        """« aucune région », « aucun département »."""
        return f"aucun{self.e} {self.singular}"

    @property
    def this(self) -> str:
        """« cette région », « ce département »."""
        return f"{'cette' if self.feminine else 'ce'} {self.singular}"

    @property
    def every(self) -> str:
        """« toutes les régions », « tous les départements »."""
        return f"{'toutes' if self.feminine else 'tous'} les {self.plural}"

    @property
    def pronoun(self) -> str:
        """« elle », « il »."""
        return "elle" if self.feminine else "il"

    @property
    def them(self) -> str:
        """« elles », « eux »: after « d’entre »."""
        return "elles" if self.feminine else "eux"

    @property
    def which(self) -> str:
        """« Quelle », « Quel »: before « est votre région »."""
        return "Quelle" if self.feminine else "Quel"

    @property
    def mine(self) -> str:
        """« ma région », « mon département », « mon intercommunalité »."""
        return f"{'ma' if self.feminine and not self.elided else 'mon'} {self.singular}"

    @property
    def elided(self) -> bool:
        return self.singular.startswith(_VOWELS)

    def counted(self, count: int) -> str:
        """« 1 région », « 3 départements », the number and its noun never parted."""
        written = f"{count:,}".replace(",", "\u202f")
        return f"{written}\u00a0{self.plural if count > 1 else self.singular}"


REGION = Level("region", "région", "régions", True, ("régional", "régionale"))
LEVELS: Mapping[str, Level] = {
    level.code: level
    for level in (
        REGION,
        Level("departement", "département", "départements", False, ("départemental", "départementale")),
        Level("zone_emploi", "zone d’emploi", "zones d’emploi", True, ("par zone d’emploi", "par zone d’emploi")),
        Level("intercommunalite", "intercommunalité", "intercommunalités", True, ("intercommunal", "intercommunale")),
        Level("commune", "commune", "communes", True, ("communal", "communale")),
        Level("territoire", "territoire", "territoires", False, ("territorial", "territoriale")),
    )
}


@dataclass(frozen=True)
class Reference:
    """What the territories are compared with, and its grammar.

    ``name`` in full, ``short`` in a narrow column, ``subject`` « la France », ``locative`` « en France », ``genitive``
    « de la France », ``published`` the table's own header; ``located`` the full name in its place, ``value`` what its
    value is called.
    """

    name: str = "France métropolitaine"
    short: str = "France"
    subject: str = "la France"
    locative: str = "en France"
    genitive: str = "de la France"
    published: str = "France métropole"
    located: str = "en France métropolitaine"
    value: str = "valeur nationale"

    @property
    def dative(self) -> str:
        """« à la France », « au Gard », « aux Landes »."""
        for article, contracted in (("le ", "au "), ("les ", "aux ")):
            if self.subject.startswith(article):
                return contracted + self.subject.removeprefix(article)
        return f"à {self.subject}"

    @property
    def than(self) -> str:
        """« qu’en France », « que dans le Gard », « qu’à Paris »: after « plus fragile »."""
        return f"{'qu’' if self.locative.startswith(_VOWELS) else 'que '}{self.locative}"


FRANCE = Reference()
REFERENCE_VALUE = "valeur de référence"
"""What the value of any other reference is called."""


def reference_named(given: Mapping[str, str]) -> Reference:
    """The reference of a registry's ``[reference]``; what it leaves out is France's, or neutral words."""
    if given.get("name", FRANCE.name) == FRANCE.name:
        return Reference(**given)
    name = given["name"]
    called = f"référence «\u00a0{name}\u00a0»"
    return Reference(
        name=name,
        short=given.get("short", name),
        subject=given.get("subject", f"la {called}"),
        locative=given.get("locative", f"dans la {called}"),
        genitive=given.get("genitive", f"de la {called}"),
        published=given.get("published", name),
        located=given.get("located", given.get("locative", f"dans la {called}")),
        value=given.get("value", REFERENCE_VALUE),
    )


@dataclass(frozen=True)
class Words:
    """The words that are an edition's own: of its level and of its reference."""

    level: Level = field(default=REGION)
    reference: Reference = field(default=FRANCE)

    @property
    def mean_gap(self) -> str:
        """« l’écart moyen des régions à la France »: what a score counts."""
        return f"l’écart moyen des {self.level.plural} {self.reference.dative}"

    @property
    def value(self) -> str:
        """« valeur nationale », « valeur de référence »."""
        return self.reference.value

    @property
    def the_value(self) -> str:
        return f"la {self.reference.value}"


WORDS = Words()
"""Those of the régions of métropole compared with France."""
