"""The French of documents: headings and lead sentences. Each number in it is a constant of the code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from charts.legend import legend_label
from charts.record import Record
from territory import wording
from territory.analysis import FragilityClass
from territory.editions import FIRST
from territory.indicators import Indicator, Registry
from territory.levels import Level, Words
from territory.loader import SHIPPED
from territory.next_steps import Step
from territory.portrait import Portrait
from territory.regions import Region
from territory.resources import Catalogue, Resource
from territory.similarity import FARTHEST
from territory.wording import NBSP, THIN, capital, short_address

DOMAIN_SHEET = "Fiche d’un domaine"
ATLAS = "Atlas"
MEETING = "Vues choisies pour une réunion"

PROFILE = "Les domaines, du plus au moins fragile"
FRAGILITIES = "Les priorités, puis ce qui reste à confirmer"
SOLIDITY = "Ces places tiennent-elles\u202f?"
DOMAINS = "Les domaines, un par un"
NOTHING_MAPPED = "Aucun domaine en carte"
LEAST_FAR = "Les profils les moins éloignés"
CONTEXT = "Le contexte"
HELPS = "Ce qui peut aider"
HELPS_LEAD = "Domaine par domaine\u00a0: que savoir, que solliciter, à qui s’adresser, comment d’autres font."
ONLINE = "La liste en ligne"
PICKED = "Des ressources pour agir"
RESOURCES_SOURCE = (
    f"Source{NBSP}: catalogue des ressources, d’après les documents du programme et des sources publiques."
)
METHOD = "Comment ces fragilités sont mesurées"
SOURCES = "D’où vient chaque nombre"
CLASSES = "Les classes"
CLASSES_HEADER = ("Classe", f"S, {wording.lowered(wording.SCORE)}")
ATLAS_TITLE = "La diversité des territoires en cartes"
WITHOUT_MAPS = (
    "Cette édition n’a pas de contours\u00a0: une figure par domaine, du plus au moins fragile, tient lieu de carte."
)
OVERVIEW = "Vue d’ensemble"
_LICENCE = (
    "Données\u00a0: {publisher} et les producteurs cités\u202f; citez la source et l’année de chaque "
    "nombre. {licence}{outlines}Typographie\u00a0: Observatoire Sans, d’après Inter, "
    "licence OFL\u00a01.1. Code\u00a0: licence MIT."
)
_SHORT = {FIRST: "Observatoire des partenariats"}
"""A publisher whose whole name, with its programme, is in each source already."""


def report(level: Level) -> str:
    return f"Rapport {level.adjectives[0]}"


def cover_subtitle(words: Words) -> str:
    return f"Ses fragilités et ses points d’appui, par rapport à {words.the_value}"


def profile_note(words: Words) -> str:
    return (
        f"La ligne verticale est {words.the_value}\u202f; à droite, plus fragile. Le grand point est "
        f"{words.level.subject}, les petits les autres. À la fin de la ligne, l’écart "
        f"{words.reference.dative}\u00a0: 1 est {words.mean_gap}."
    )


def fragilities_lead(words: Words) -> str:
    level = words.level
    return (
        f"Écarts du côté fragile, au-delà des arrondis, du plus grand au plus petit, rapportés à {words.mean_gap}. "
        f"{capital(level.article)} {level.first} {level.singular} est {level.most_fragile}. Sans numéro, les domaines à "
        "confirmer."
    )


def domains_lead(words: Words) -> str:
    level, reference = words.level, words.reference
    of = "de la France métropolitaine" if reference.name == wording.NATIONAL_NAME else reference.genitive
    return (
        f"Chaque phrase donne la valeur publiée, celle {of}, l’écart et le rang\u202f; {level.article} {level.first} "
        f"{level.singular} est {level.most_fragile}. L’astérisque signale un indicateur discuté."
    )


def similar(level: Level) -> str:
    return f"Les {level.plural} au profil le plus proche"


def chosen(level: Level) -> str:
    return f"{capital(level.subject)} comparé{level.e} à d’autres"


def distance_note(words: Words) -> str:
    return (
        f"Distance{NBSP}: 1 = {words.mean_gap}, domaine par domaine{THIN}; au-delà de "
        f"{wording.number(Decimal(repr(FARTHEST)), 0)}, les profils ne sont pas dits proches."
    )


def atlas_lead(words: Words) -> str:
    return (
        "Une carte par domaine, les mêmes classes partout\u00a0: une couleur veut dire la même chose sur chaque carte. "
        f"Le nombre est la valeur publiée, le signe sa position par rapport à {words.the_value}\u00a0: ▲ plus fragile, "
        "= proche, ▼ moins fragile. L’astérisque signale un indicateur discuté."
    )


def notice(registry: Registry) -> str:
    """Scope, licence and credits: the last words of a document."""
    shipped = registry.level.code in SHIPPED
    outlines = f"Contours des {registry.level.plural}{NBSP}: Natural Earth, domaine public. " if shipped else ""
    licence = f"Licence des données\u00a0: {registry.licence}. " if registry.licence else ""
    publisher = _SHORT.get(registry.code, registry.publisher)
    return f"{wording.foot(registry)} {_LICENCE.format(publisher=publisher, licence=licence, outlines=outlines)}"


def fragilities_title(told: Portrait) -> str:
    """« 6 priorités dans les Hauts-de-France : éducation, emploi et culture en tête ; 5 domaines à confirmer »."""
    where, count, others = told.region.locative, len(told.priorities), len(told.to_confirm)
    confirm = f"{wording.plural(others, 'domaine')} à confirmer" if others else ""
    if not count:
        return f"Aucune priorité {where}{THIN}; {confirm}"
    named = wording.enumeration(wording.lowered(fact.domain.label) for fact in told.priorities[:3])
    head = f"{wording.plural(count, 'priorité')} {where}{NBSP}: {named}" + (" en tête" if count > 3 else "")
    return f"{head}{THIN}; {confirm}" if confirm else head


def dimension_mean(mean: Decimal, count: int, domains: int) -> str:
    return f"En moyenne{NBSP}: {wording.score_text(mean)}{NBSP}fois l’écart moyen, sur {wording.plural(count, 'domaine')} de {domains}"


def map_heading(indicator: Indicator) -> str:
    """The heading of a map, which always names the indicator."""
    return f"{wording.marked(indicator.label, indicator)}, en carte"


def each_region(indicator: Indicator) -> str:
    return f"{wording.marked(indicator.label, indicator)}, {indicator.words.level.singular} par {indicator.words.level.singular}"


def no_neighbour(region: Region, words: Words) -> tuple[str, str]:
    level = words.level
    return (
        wording.no_neighbour_sentence(region),
        f"Chaque autre {level.singular} diffère {region.genitive}, d’un domaine à l’autre, de plus de deux fois "
        f"{words.mean_gap}. En rapprocher un{level.e} serait trompeur. La comparaison reste possible avec des "
        f"{level.plural} choisi{level.e}s.",
    )


def short_names(registry: Registry, domains: Sequence[str]) -> str:
    """« Emploi et pauvreté »."""
    names = [wording.lowered(registry.domains[code].short) for code in domains]
    return wording.capital(wording.enumeration(names)) if names else ""


def context_title(region: Region, count: int) -> str:
    return f"{region.name} en {count} repères"


def context_lead(region: Region, words: Words) -> str:
    return f"Ce que la table publie pour décrire {region.subject}, à côté {words.reference.genitive}, sans rang ni jugement."


def helps_heading(region: Region) -> str:
    return f"Ce qui peut aider {region.locative}"


def why(catalogue: Catalogue, step: Step) -> str:
    """« Pour savoir : chiffres trimestriels de l’emploi »."""
    return f"{catalogue.label('use', step.use)}{NBSP}: {step.reason}"


def resources_source(catalogue: Catalogue, steps: Iterable[Step]) -> str:
    """Where what is offered was read, and when: a public address was read in a source, and was not opened."""
    days = {step.resource.evidence.gathered for step in steps if step.resource.evidence}
    if not days:
        return RESOURCES_SOURCE
    return f"{RESOURCES_SOURCE} Adresses publiques relevées le {wording.date_text(max(days))}, non ouvertes ici."


def online(address: str) -> str:
    """The alternative text of the QR code."""
    return f"Code QR de la liste en ligne{NBSP}: {address}"


def also(report: Resource, shared: Sequence[Resource]) -> str:
    """The region's report, and what serves every domain, with their short addresses."""
    named = [f"{found.title} ({short_address(found.link) if found.link else found.ask})" for found in (report, *shared)]
    return f"À lire aussi{NBSP}: {f'{THIN}; '.join(named)}."


def tied(count: int) -> str:
    return f"{wording.plural(count, 'ressource')} {'sont rattachées' if count > 1 else 'est rattachée'} à ce domaine."


def picked_lead(count: int) -> str:
    chosen = "Choisies" if count > 1 else "Choisie"
    return f"{chosen} dans le catalogue{NBSP}: {wording.plural(count, 'ressource')}."


def data_title(registry: Registry) -> str:
    return f"{registry.title}{NBSP}: données, registre, réserves et méthode"


def shared_legend(records: Iterable[Record]) -> tuple[tuple[FragilityClass, str], ...]:
    """The classes that at least one of the maps shows, without bounds: they differ from one indicator to another."""
    seen = {entry.fragility_class for record in records for entry in record.legend}
    return tuple((kind, legend_label(kind)) for kind in FragilityClass if kind in seen)
