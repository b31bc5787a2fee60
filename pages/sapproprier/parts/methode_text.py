"""The words of the Méthode page; every number in them is a constant of the code or computed on the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pages.shared import reads
from pages.shared.editions import kept
from territory import wording
from territory.analysis import MUCH_FROM, NEAR_BELOW, FragilityClass, Reading, mean_gap
from territory.arrays import LEFT_OUT, LEFT_OUT_NOT_ORIENTED, kept_domains
from territory.counts import INTERVAL
from territory.editions import FIRST
from territory.indicators import Indicator
from territory.levels import Level, Reference
from territory.loader import Edition
from territory.regions import NATIONAL
from territory.robustness import MOST, Verdict, too_many
from territory.scores import DIMENSION_COVERAGE
from territory.variants import DRAWS, Normalisation, missing_normalisations
from territory.wording.perception import method_lines

DEFAULT = Reading()

_IDEA = """
L’Observatoire des partenariats l’écrit ainsi\u00a0: la fragilité « ne peut se repérer à partir d’un seuil idéal, mais par les
écarts enregistrés entre des populations sur des territoires eux-mêmes bien définis ». La référence est donc la valeur
REFERENCE publiée dans la même table, et ce qui est montré est un **écart**.

SCOPE

Deux choses sont tenues séparées\u00a0: les valeurs sont d’abord **harmonisées** (codes, unités, virgules) sans être corrigées, puis
**normalisées** (mises sur une même échelle) pour comparer des domaines entre eux.
"""

_POLARITY = """
Chaque indicateur a un sens de lecture et sa raison. Un indicateur **discuté** mesure mal son domaine, ou autre chose\u202f; il porte
un astérisque partout, et un réglage de lecture le laisse de côté. La fiabilité va de A (établie) à C (à confirmer).
"""
_DIVERSITY = """**Diversité n’est pas orientée**\u00a0: la composition d’une population n’est ni une fragilité ni un atout. Le réglage « lecture de la
source » l’oriente comme le fait la source, et chaque page le dit alors.
"""


@dataclass(frozen=True)
class Example:
    """The cell worked through."""

    indicator: str
    region: str


def idea(edition: Edition) -> str:
    """What is compared to what; the domains counted once for the whole product."""
    registry = edition.registry
    scope = f"**{wording.scope_text(registry)}.** {wording.scope_reason(registry)}"
    return _IDEA.replace("SCOPE", scope).replace("REFERENCE", _of(edition.words.reference))


def _of(reference: Reference) -> str:
    """« de la France métropolitaine », the full name of what is compared with."""
    return reference.genitive.replace(reference.short, reference.name) if reference.short else reference.genitive


def limits(edition: Edition) -> str:
    """What the figures do not say."""
    level = edition.level
    years = wording.years_text(edition.registry.indicators.values())
    return f"""
- Les années des données (leurs millésimes)\u00a0: {years or "non précisées"}, selon l’indicateur\u202f; ce n’est la situation d’aucune année précise.
- Un écart n’est pas une cause, et {level.a} n’est pas homogène.
- Aucune erreur d’échantillonnage n’est publiée\u00a0: seuls les arrondis sont pris en compte.
- Plusieurs indicateurs vont souvent ensemble (familles monoparentales et pauvreté, chômage et jeunes sans emploi ni formation)\u00a0: les
  additionner compterait deux fois la même réalité.
- Il n’y a pas de classement général des {level.plural}.
"""


def polarity(edition: Edition) -> str:
    """What the table of directions says; diversité, where the source orients what the product does not."""
    contested = any(indicator.source_polarity for indicator in edition.registry.fragility)
    return _POLARITY + _DIVERSITY * contested


@kept(reads.VIEWS)
def example_of(region: str | None) -> Example | None:
    """The first scored indicator, of the reader's region, else of the most fragile one; none where nothing is scored."""
    scores = reads.scores_of(DEFAULT)
    known = scores[scores["score"].notna() & (scores["region"] == region if region else scores["rank"] == 1)]
    order = list(dict.fromkeys(scores["indicator"]))
    rows = sorted(known.to_dict("records"), key=lambda row: order.index(row["indicator"]))
    return Example(rows[0]["indicator"], rows[0]["region"]) if rows else None


def example_title(edition: Edition, example: Example) -> str:
    """« Un exemple : le taux de chômage dans les Hauts-de-France »."""
    indicator = edition.registry.indicators[example.indicator]
    return f"Un exemple\u00a0: {wording.lowered(indicator.label)}, {edition.regions[example.region].locative}"


@kept(reads.VIEWS)
def story(example: Example) -> str:
    """The same cell in four plain steps, from the published number to the rank; its sentence where it has no score."""
    edition, scores = reads.edition(), reads.scores_of(DEFAULT)
    indicator = edition.registry.indicators[example.indicator]
    cell = scores[(scores["indicator"] == example.indicator) & (scores["region"] == example.region)].to_dict("records")[
        0
    ]
    average = mean_gap([gap for gap in scores.loc[scores["indicator"] == example.indicator, "gap"] if gap is not None])
    if cell["score"] is None or average is None:
        return wording.cell_sentence(cell, indicator, edition.registry.domains[indicator.domain])
    where, kind = edition.regions[example.region].locative, FragilityClass(cell["class"])
    value = indicator.phrase.replace("{v}", wording.value_text(indicator, cell["value"]))
    national = wording.value_text(indicator, cell["national"], national=True)
    side = "Plus haut" if cell["gap"] > 0 else "Plus bas" if cell["gap"] < 0 else "Ni plus haut ni plus bas"
    rank = wording.rank_text(cell["rank"], cell["ranked"], tied=bool(cell["tied"]))
    level, reference = edition.level, edition.words.reference
    return f"""
1. **Le nombre publié.** {wording.capital(where)}, {value}\u202f; {reference.located}, {national} ({indicator.year}).
2. **L’écart.** {side} que {reference.subject}, de {wording.full_stop(wording.gap_text(indicator, abs(cell["gap"])).removeprefix("+"))}
   {indicator.polarity_reason}
3. **Est-ce beaucoup\u202f?** Les {level.counted(cell["ranked"])} s’écartent {reference.genitive} de
   {_average(indicator, average)} en moyenne. L’écart est {wording.times_text(cell["score"])}.
4. **Ce que l’on en dit.** {wording.class_label(kind, edition.words)}\u202f; {rank}.{_listed(cell, level)}
"""


def _average(indicator: Indicator, average: Decimal) -> str:
    """« 0,98 point »: with a digit more than published, for a mean."""
    return wording.with_symbol(wording.number(average, indicator.decimals + 1), indicator.gap_unit)


def _listed(cell: Mapping[str, object], level: Level) -> str:
    """Whether the domain is a priority of the region, from its row of ``score_table``."""
    if cell["priority"] is not None:
        return f" L’indicateur n’est ni discuté ni à confirmer\u00a0: c’est la priorité n°\u00a0{cell['priority']} {level.genitive}."
    return "" if cell["status"] is None else " Le domaine est à confirmer, et n’est pas numéroté."


def _decimal(value: Decimal) -> str:
    return wording.number(value, 1)


def formulas(edition: Edition) -> str:
    """The formulas in French, with the constants in force."""
    level, reference = edition.level, edition.words.reference
    first = "1re" if level.feminine else "1er"
    near, much = _decimal(NEAR_BELOW), _decimal(MUCH_FROM)
    return f"""
Pour un indicateur, {level.a} de valeur *x*, {reference.subject} de valeur *N*, et un sens *s* (+1 si plus haut est plus fragile, −1 si plus
bas est plus fragile)\u00a0:

- **écart** *e = x − N*, dans l’unité publiée, en arithmétique décimale exacte\u202f;
- **écart moyen** *D*\u00a0: la moyenne des écarts absolus, |*x − N*|, sur les {level.plural} qui ont une valeur\u202f;
- **écart comparé** *S = s · e / D*, combien de fois l’écart moyen\u00a0: 1, c’est {edition.words.mean_gap}\u202f; 2, le double. Positif\u00a0: plus fragile.
  La somme des |*S*| d’un indicateur vaut le nombre de {level.plural} qui ont une valeur ({len(edition.regions)} dans cette table)\u202f;
- **rang**\u00a0: 1 + le nombre de {level.plural} dont *S* est plus grand\u202f; {first} = {level.article} plus fragile\u202f; les ex æquo partagent le meilleur rang\u202f;
- **arrondis**\u00a0: si |*e*| ne dépasse pas une demi-unité de la dernière décimale publiée de *x* plus celle de *N*, l’écart est
  « non distinguable aux arrondis près » et n’est jamais une priorité\u202f;
- **plus fragile {reference.than}**\u00a0: un domaine dont l’indicateur est orienté, l’écart distinguable et *S* ≥ {near}\u202f; du plus
  grand *S* au plus petit, puis par rang, puis dans l’ordre publié\u202f;
- **priorité**\u00a0: un domaine plus fragile {reference.than} dont l’indicateur n’est ni discuté ni de fiabilité C. Les priorités sont
  numérotées 1, 2, … dans cet ordre\u202f;
- **à confirmer**\u00a0: un domaine plus fragile {reference.than} dont l’indicateur est discuté, ou la donnée de fiabilité C. Ces domaines
  suivent les priorités, dans le même ordre, sans numéro et avec leur raison\u202f;
- **points d’appui**\u00a0: *S* ≤ −{near}, écart distinguable, indicateur ni discuté ni de fiabilité C\u202f;
- **dimension**\u00a0: moyenne des *S* de ses domaines orientés qui ont une valeur, donnée s’ils sont au moins
  {wording.number(DIMENSION_COVERAGE * 100, 0)}\u202f% des domaines de la dimension\u202f;
- **classes**\u00a0: bornes {near} et {much}, les mêmes pour tous les domaines\u00a0: une couleur veut dire la même chose partout.

Les rangs et les classes sont calculés sur les valeurs non arrondies\u202f; seul l’affichage est arrondi. Une valeur manquante reste
manquante. Référence\u00a0: OCDE et Centre commun de recherche, *Handbook on Constructing Composite Indicators*, § 5 et 6.
"""


@kept(reads.VIEWS)
def worked_example(example: Example) -> str:
    """The arithmetic of one cell, from the published values to the rank; only its sentence where it has no score."""
    edition, scores = reads.edition(), reads.scores_of(DEFAULT)
    indicator = edition.registry.indicators[example.indicator]
    domain = edition.registry.domains[indicator.domain]
    cells = scores[scores["indicator"] == example.indicator]
    cell = cells[cells["region"] == example.region].to_dict("records")[0]
    sentence = f"> {wording.cell_sentence(cell, indicator, domain)}"
    gaps = [abs(gap) for gap in cells["gap"] if gap is not None]
    average = mean_gap(gaps)
    if cell["score"] is None or average is None:
        return sentence
    value = wording.value_text(indicator, cell["value"])
    national = wording.value_text(indicator, cell["national"], national=True)
    return (
        f"{domain.label}, {edition.regions[example.region].locative}\u00a0: *x* = {value}, *N* = {national}. "
        f"Somme des |*x − N*| des {edition.level.counted(len(gaps))}\u00a0: {wording.number(sum(gaps, Decimal(0)), indicator.decimals)}, donc *D* = "
        f"{wording.number(average, 4)}. *S* = {wording.number(cell['gap'], indicator.decimals, signed=True)} / "
        f"{wording.number(average, 4)} = **{wording.number(cell['score'], 3, signed=True)}**.\n\n{sentence}"
    )


@kept(reads.READINGS)
def robustness(reading: Reading) -> str:
    """How the variants of a reading are drawn, with the constants in force."""
    edition = reads.edition()
    if too_many(edition):
        return f"{wording.not_computed(edition.level, MOST)}."
    low, high = INTERVAL
    left_out, not_oriented = (
        f"{Decimal(str(round(p * 100)))}{wording.THIN}%" for p in (LEFT_OUT, LEFT_OUT_NOT_ORIENTED)
    )
    names = wording.enumeration(wording.NORMALISATION_LABEL[n] for n in Normalisation)
    words = "\n".join(f"- {wording.verdict_meaning(verdict)}" for verdict in Verdict)
    contested = any(indicator.source_polarity for indicator in edition.registry.fragility)
    diversity = f" (diversité dans {not_oriented})" * contested
    missing = wording.missing_normalisations_text(missing_normalisations(edition))
    kept = wording.kept_domains_text(*kept_domains(edition, reading))
    return f"""
La place d’un domaine dépend-elle de la formule\u202f? Pour le savoir, tout est recalculé {wording.number(Decimal(DRAWS), 0)} fois. Chaque variante tire au
hasard ce par quoi un écart est divisé ({names})\u202f; un arrondi possible de chaque valeur publiée\u202f; et laisse de côté chaque indicateur
discuté ou de fiabilité C dans {left_out} des cas{diversity}. Le tirage est fixé\u00a0: deux calculs donnent exactement les mêmes
nombres. L’intervalle va de la place atteinte dans {low}{wording.THIN}% des variantes à celle atteinte dans {high}{wording.THIN}%. {missing}

{words}

La **place** est une remarque\u00a0: elle ne fait jamais passer un domaine d’une liste à l’autre. Ce sont les données qui séparent une
priorité d’un domaine à confirmer, et non la formule. Ces mots sont ceux de la lecture en vigueur\u00a0: quand un choix laisse de côté
des indicateurs, les variantes ne portent que sur les autres. Une place se compte {kept}.

Les positions d’ensemble n’existent qu’ici, et jamais sans leur intervalle\u202f; elles font aussi varier le poids des domaines, et en laissent
un de côté à chaque variante.
"""


def perceived(edition: Edition) -> str:
    """How *Agir › Atelier* reads what people perceive, beside the same measure."""
    return "\n\n".join(method_lines(len(edition.registry.domains), edition.words))


@kept(1)
def not_chosen() -> str:
    """The roads not taken; the figures are recomputed from the table."""
    edition = reads.edition()
    named = edition.registry.code == FIRST  # these cases are of its table
    first, total = _first_by_relative_gap(edition) if named else (0, 0)
    overturned = (
        f"\u202f; même en prenant |*N*|, mobilité\n  deviendrait la première priorité de {first} régions sur {total}"
        if named
        else ""
    )
    moved = "\u202f; la Corse ou l’Île-de-France y passeraient du\n  haut au bas du tableau" if named else ""
    return f"""
- **L’écart relatif, (*x − N*)/*N***\u00a0: le signe s’inverse quand la {edition.words.value} est négative{overturned}\u202f; et «\u00a01,05\u00a0» ou «\u00a0+5\u202f%\u00a0», le même fait, donneraient deux écarts différents.
- **Un score sur dix ou une cible**\u00a0: la source n’en fixe aucun.
- **Un classement général**\u00a0: il dépend des choix de calcul plus que des territoires{moved}.
- **Les radars et les échelles rouge-vert**\u00a0: les premiers trompent sur les surfaces, les secondes ne se lisent pas avec une vision
  des couleurs déficiente. Orange et bleu se distinguent pour tous, et ▲ = ▼ les doublent.
- **Compléter les valeurs manquantes**\u00a0: une case vide est montrée vide.
"""


def _first_by_relative_gap(edition: Edition) -> tuple[int, int]:
    """In how many regions mobilité would come first by s · (x − N)/|N|, over the oriented indicators."""
    values = edition.observations.set_index(["indicator", "territory"])["value"].to_dict()
    oriented = [i for i in edition.registry.fragility if i.scored_by_default]
    first = 0
    for region in edition.regions:
        relative = {}
        for indicator in oriented:
            value, national = values[indicator.code, region], values[indicator.code, NATIONAL]
            if value is not None and national:
                relative[indicator.code] = DEFAULT.polarity(indicator).sign * (value - national) / abs(national)
        first += bool(relative) and max(relative, key=lambda code: relative[code]) == "mobilite"
    return first, len(edition.regions)
