"""Every figure that flags.csv tells a reader is recomputed here from the published table.

A finding is a sentence on the screen: a wrong number in it is a published error. `FIGURES` gives, flag by
flag, each number of the finding with the arithmetic that yields it; a number that is neither there nor in
`WORDS_OF_THE_SOURCE` (dates, labels, outside figures marked « à vérifier ») fails the test.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.data.flag_figures import FIGURES, WORDS_OF_THE_SOURCE, glued, lines_of, years
from tests.data.published_table import (
    BFC,
    CORSE,
    FRAGILITY,
    IDF,
    INDICATORS,
    MINUS,
    NBSP,
    NNBSP,
    PACA,
    REGIONS,
    TERRITORIES,
    cuttings,
    described,
    flag,
    flags,
    fr,
    gaps,
    half_digit,
    published,
    ranges,
    share,
    skewness,
    total,
    value,
    values,
    weighted,
)

# The audit of the published table, in its order: written out here, because its own file is not shipped.
AUDIT = [
    "*:MILLESIMES_MELES",
    "*:DECOMPTE",
    "population:MILLESIME",
    "population:OK_SOMME",
    "poids_population:OK_ARRONDI",
    "superficie:OK_SOMME",
    "densite:PRECISION_BRUTE",
    "espace_naturel:LIBELLE_DOUTEUX",
    "communes:MILLESIME",
    "departements:DEFINITION",
    "pib:COLLAGE",
    "entreprises:SEPARATEUR_AMBIGU",
    "entreprises:META_MANQUANTE",
    "poids_entreprises:OK_ARRONDI",
    "associations:PLAGE",
    "associations:COQUILLE_PROBABLE",
    "associations:COLLAGE",
    "associations:TOTAL_ABSENT",
    "innovation:ND",
    "innovation:LIBELLE_DOUTEUX",
    "finances_publiques:TOTAL_PARTIEL",
    "finances_publiques:CHAMP_DIFFERENT",
    "finances_publiques:DEFINITION_INCONNUE",
    "emploi:LIBELLE",
    "developpement_economique:SIGNE_A_VERIFIER",
    "developpement_economique:META_MANQUANTE",
    "developpement_economique:NATIONAL_NEGATIF",
    "pouvoir_achat:ARRONDI",
    "pouvoir_achat:UNITE",
    "pauvrete:OK",
    "mal_logement:PROXY",
    "mal_logement:META_MANQUANTE",
    "diversite:PROXY",
    "handicap:VIDE",
    "vieillissement:DEFINITION_INCONNUE",
    "lien_social:CORRELATION",
    "education:OK",
    "sante:LIBELLE_DOUTEUX",
    "sante:PRECISION_MIXTE",
    "numerique:UNITE_DOUTEUSE",
    "numerique:LIBELLE_DOUTEUX",
    "securite:PROXY",
    "mobilite:NATIONAL_TIRE_PAR_IDF",
    "culture:PETITS_NOMBRES",
    "environnement:UNITE_DOUTEUSE",
    "environnement:DOUBLON_VALEUR",
    "environnement:MILLESIME",
    "transition_energetique:UNITE_FAUSSE",
    "transition_energetique:PROXY",
]


def numbers(text: str) -> set[str]:
    return set(re.findall(rf"[+{MINUS}]?(?<!CO)\d+(?:[{NNBSP},]\d+)*", text))  # CO2 is a name


@pytest.mark.parametrize("key", AUDIT)
def test_every_number_of_a_finding_is_recomputed(key):
    computed = set(FIGURES.get(key, list)())
    quoted = {word.replace("_", NNBSP) for word in WORDS_OF_THE_SOURCE.get(key, "").split()}
    assert numbers(flag(key)["finding"]) == computed | quoted


def test_no_figure_is_kept_for_a_flag_that_is_gone():
    assert set(FIGURES) | set(WORDS_OF_THE_SOURCE) <= set(AUDIT)


# --- what the findings say without a number --------------------------------------------------------


@pytest.mark.parametrize("code", ["population", "superficie", "communes", "departements", "pib", "entreprises"])
def test_the_regions_add_up_to_the_published_total(code):
    assert total(code) == value(code, "FR")


@pytest.mark.parametrize(("shares", "of"), [("poids_population", "population"), ("poids_entreprises", "entreprises")])
def test_the_published_shares_are_those_of_the_counts(shares, of):
    for region in REGIONS:
        assert share(of, region).quantize(Decimal("0.1"), ROUND_HALF_UP) == value(shares, region)
    # 13 cells, each off by at most 0,05 point: a sum of 99,9 or 100,1 is within 0,65
    assert abs(total(shares) - 100) <= 13 * Decimal("0.05")


def test_density_is_population_over_area():
    for territory in TERRITORIES:
        ratio = value("population", territory) / value("superficie", territory)
        assert abs(value("densite", territory) - ratio) < Decimal("0.000001")


@pytest.mark.parametrize(
    ("code", "by"),
    [
        ("espace_naturel", "superficie"),
        ("numerique", "superficie"),
        ("emploi", "population"),
        ("pauvrete", "population"),
        ("education", "population"),
        ("vieillissement", "population"),
    ],
)
def test_the_national_value_is_found_again_to_its_last_digit(code, by):
    assert weighted(code, by).quantize(Decimal("0.1"), ROUND_HALF_UP) == value(code, "FR")


def test_coverage_weighted_by_population_is_not_the_national_value():
    assert abs(weighted("numerique", by="population") - value("numerique", "FR")) > 3


def test_actives_weighted_as_a_ratio_would_be_are_not_the_national_value():
    # were x a ratio to retirees, its weights would be near population × (100 − x): 80,0 and not 80,3
    weights = [value("population", r) * (100 - value("vieillissement", r)) for r in REGIONS]
    as_ratio = sum(w * x for w, x in zip(weights, values("vieillissement"), strict=True)) / sum(weights)
    assert fr(as_ratio, 1) == "80,0"


def test_axis_2_is_absent_and_two_lines_share_a_domain():
    assert {code for axis in ("AXE 1", "AXE 3") for code in lines_of(axis)} == set(INDICATORS)
    assert described("diversite", "critere") == described("handicap", "critere") == "Diversité / handicap"
    assert described("handicap", "sources") == described("handicap", "annee") == ""


def test_one_cutting_of_the_firms_fits_the_shares_and_it_alone_adds_up():
    as_published = tuple(int(value("entreprises", t)) for t in TERRITORIES)
    shares = [value("poids_entreprises", t) for t in TERRITORIES]

    def fit(firms):
        return all(abs(Decimal(n) / firms[0] * 100 - s) <= Decimal("0.05") for n, s in zip(firms, shares, strict=True))

    fits = [firms for firms in cuttings() if fit(firms)]
    adds_up = [c for c in cuttings() if sum(c[1:]) == c[0]]
    assert fits == adds_up == [as_published]


@pytest.mark.parametrize(
    ("code", "column"),
    [
        ("entreprises", "indice"),
        ("entreprises", "indicateur_phare"),
        ("developpement_economique", "sources"),
        ("developpement_economique", "indice"),
        ("developpement_economique", "indicateur_phare"),
        ("mal_logement", "indice"),
    ],
)
def test_what_is_said_missing_is_missing(code, column):
    assert described(code, column) == ""


def test_the_codes_said_to_be_expected_are_between_their_neighbours():
    assert (described("pib", "indice"), described("associations", "indice")) == ("DS.6", "DS.8")
    assert (described("pauvrete", "indice"), described("diversite", "indice")) == ("Frsoc.1.", "Frsoc.3")


def test_firms_and_their_change_do_not_count_the_same_firms():
    assert described("entreprises", "indicateur").endswith("0 sal. & +")
    assert described("developpement_economique", "indicateur").endswith("1 & +")


def test_only_one_range_cannot_be_read_and_france_has_none():
    assert set(REGIONS) - set(ranges()) == {BFC}
    assert published("associations", BFC) == "55 00 à 60 000"
    assert published("associations", "FR") == ""


def test_the_glued_ranges_are_those_the_flag_names():
    assert glued() == set(flag("associations:COLLAGE")["territories"].split("|"))


def test_corsica_is_the_only_region_without_innovation_and_out_of_the_finance_total():
    assert [r for r in REGIONS if published("innovation", r) == "#N/A"] == [CORSE]
    # 12 regional roundings and the total's, 0,05 each: the sum may be off by 0,65
    without_corsica = total("finances_publiques", REGIONS[:-1])
    assert abs(without_corsica - value("finances_publiques", "FR")) <= Decimal("0.65")
    assert total("finances_publiques") - value("finances_publiques", "FR") > 1_000


def test_firms_fall_most_in_ile_de_france():
    assert min(REGIONS, key=lambda r: value("developpement_economique", r)) == IDF


def test_only_two_regions_stand_out_of_the_rounding_of_income():
    beyond = {region for region, gap in gaps("pouvoir_achat").items() if abs(gap) > Decimal("0.01")}
    assert beyond == {IDF, CORSE}
    assert f"Les {len(REGIONS) - len(beyond)}{NBSP}régions" in flag("pouvoir_achat:ARRONDI")["treatment"]
    assert min(REGIONS, key=lambda r: value("pouvoir_achat", r)) == IDF


@pytest.mark.parametrize("code", ["mal_logement", "transition_energetique"])
def test_corsica_then_paca_are_the_highest(code):
    assert sorted(REGIONS, key=lambda r: value(code, r))[-2:] == [PACA, CORSE]


def test_health_gaps_are_all_beyond_rounding():
    rounding = half_digit("339,0") + half_digit("320")
    assert all("," not in published("sante", r) for r in REGIONS)
    assert min(map(abs, gaps("sante").values())) > rounding


def test_public_transport_is_the_most_lopsided_because_of_ile_de_france():
    valued = [code for code in FRAGILITY if published(code, "FR")]
    assert max(valued, key=lambda code: abs(skewness(code))) == "mobilite"
    assert [r for r, gap in gaps("mobilite").items() if gap > 0] == [IDF]


def test_the_repeated_emissions_are_those_the_flag_names():
    assert value("environnement", PACA) == value("environnement", "FR")
    assert value("environnement", BFC) == value("environnement", "32")
    assert len(set(values("environnement", TERRITORIES))) == len(TERRITORIES) - 2


def test_emissions_are_the_oldest_figures():
    assert years().count(min(years())) == 1 and described("environnement", "annee") == str(min(years()))


# --- the file --------------------------------------------------------------------------------------


def test_every_flag_of_the_audit_is_there_once_in_its_order():
    assert [f"{row['indicator']}:{row['flag']}" for row in flags()] == AUDIT
    assert len(AUDIT) == len(set(AUDIT)) == 49


def test_columns_codes_and_severities():
    for row in flags():
        assert list(row) == ["indicator", "flag", "severity", "territories", "finding", "treatment"]
        assert row["indicator"] == "*" or row["indicator"] in INDICATORS
        assert re.fullmatch(r"[A-Z]+(_[A-Z]+)*", row["flag"])
        assert row["severity"] in {"haute", "moyenne", "faible", "info"}
        assert all(text and text == text.strip() for text in row.values())


def test_territories_are_all_or_known_and_named_once():
    for row in flags():
        named = row["territories"].split("|")
        assert named == ["*"] or set(named) <= set(TERRITORIES), row
        assert len(named) == len(set(named)) < len(TERRITORIES), row


TEXTS = [(key, column) for key in AUDIT for column in ("finding", "treatment")]

# « moyenne » : say « valeur nationale », « écart moyen ».
UNWANTED = (
    r"retards?|mauvais élève|notes?|significati\w+|probabilités?|moyenne"
    r"|mémoire|proxy|regex|parser?|kurtosis|champs?|loader|métadonnées?"
)


@pytest.mark.parametrize(("key", "column"), TEXTS)
def test_words(key, column):
    text = flag(key)[column]
    assert not re.search(rf"\b({UNWANTED})\b", text, re.IGNORECASE)
    # a sentence ends with a period followed by a capital or by nothing
    sentences = len(re.findall(r"\.(?= [A-ZÀÉÎ«]|$)", text))
    assert text.endswith(".") and sentences in ((1, 2) if column == "finding" else (1,))


@pytest.mark.parametrize(("key", "column"), TEXTS)
def test_typography(key, column):
    text = flag(key)[column]
    assert not re.search(r"['\"`≈]|\.\.\.|  ", text), "’ and « », … and single spaces"
    assert not re.search(rf"(?<!{NNBSP})[%;!?]", text), "U+202F before % ; ! ?"
    assert not re.search(rf"(?<!{NBSP}):", text), "U+00A0 before :"
    assert not re.search(rf"«(?!{NBSP})|(?<!{NBSP})»", text), "U+00A0 inside guillemets"
    assert text.count("«") == text.count("»")
    assert not re.search(r"(?<![\d\w])-\d", text), "− (U+2212) before a negative"
    assert not re.search(r"\d\.\d|\d \d|\d{5}", text), "decimal comma, U+202F between thousands"
    assert not re.search(r"\b(Ile|Etat|Ecart|Evolution|Education|A (?=la|l’))\b", text), "accents on capitals"


OUTSIDE = [
    "population:MILLESIME",
    "communes:MILLESIME",
    "departements:DEFINITION",
    "innovation:ND",
    "innovation:LIBELLE_DOUTEUX",
    "finances_publiques:CHAMP_DIFFERENT",
    "developpement_economique:SIGNE_A_VERIFIER",
    "mal_logement:PROXY",
    "vieillissement:DEFINITION_INCONNUE",
    "sante:LIBELLE_DOUTEUX",
    "environnement:UNITE_DOUTEUSE",
    "environnement:DOUBLON_VALEUR",
    "transition_energetique:UNITE_FAUSSE",
    "transition_energetique:PROXY",
]


@pytest.mark.parametrize("key", OUTSIDE)
def test_what_the_table_cannot_show_is_said_to_be_unverified(key):
    assert "à vérifier" in flag(key)["finding"]


def test_the_two_delicate_domains_are_worded_without_judgement():
    assert "n’est ni une fragilité, ni un atout" in flag("diversite:PROXY")["finding"]
    assert "aucun jugement sur les familles" in flag("lien_social:CORRELATION")["finding"]
