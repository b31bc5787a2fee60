"""The catalogue: what stops its load, how it is searched and filtered, what it offers each priority."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from territory.errors import DataError
from territory.filters import FACETS, find, values
from territory.loader import Edition
from territory.next_steps import (
    SORTS,
    domains_without_resource,
    for_every_domain,
    next_steps,
    of_domain,
    own_domains,
    region_report,
)
from territory.resource_files import load_catalogue
from territory.resources import PUBLIC, Catalogue, Resource, link_is_well_formed
from territory.search import Index, index, search
from territory.text import fold, slug
from territory.wording import short_address
from tests.territory.conftest import DATA, DataCopy, Outcome

Cli = Callable[..., Outcome]
REGIONS = ("44", "75", "84", "28", "27", "53", "24", "11", "76", "32", "52", "93", "94")
MOST = len(SORTS)
COLUMNS = (
    "id,title,kind,author,year,audience,need,step,nature,domain,region,link,document,origin,use,until,evidence,gathered"
)


@pytest.fixture(scope="session")
def catalogue(edition: Edition) -> Catalogue:
    return load_catalogue(DATA, edition.registry.domains, edition.regions)


@pytest.fixture(scope="session")
def names(edition: Edition) -> dict[str, str]:
    domains = {code: domain.label for code, domain in edition.registry.domains.items()}
    return domains | {code: region.name for code, region in edition.regions.items()}


@pytest.fixture(scope="session")
def held(catalogue: Catalogue, names: dict[str, str]) -> Index:
    return index(catalogue, names)


def titles(catalogue: Catalogue, held: Index, text: str, **chosen: list[str]) -> list[str]:
    return [resource.id for resource in find(catalogue, held, text, chosen).resources]


# --- what stops the load ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "line", "column", "text", "allowed"),
    [
        ("resources.csv", 2, "id", "Kit !", "des lettres minuscules"),
        ("resources.csv", 2, "id", "kit-odd-17-en-pratique", "une ressource une seule fois"),
        ("resources.csv", 3, "title", "Kit pratique «\u00a0co-construction territoriale\u00a0»", "une seule fois"),
        ("resources.csv", 2, "title", "", "un texte"),
        ("resources.csv", 2, "title", " Kit", "sans espace au bord"),
        ("resources.csv", 2, "kind", "trousse", "kit | referentiel"),
        ("resources.csv", 2, "kind", "kit|note", "un seul code"),
        ("resources.csv", 2, "year", "2019-20", "une année, deux séparées"),
        ("resources.csv", 2, "updated", "hier", "une année ou rien"),
        ("resources.csv", 2, "audience", "elus", "associations | entreprises"),
        ("resources.csv", 2, "need", "alliance|alliance", "chacune une fois"),
        ("resources.csv", 2, "need", "alliances", "qualifier | ecosysteme"),
        ("resources.csv", 2, "step", "agir|", "séparées par |"),
        ("resources.csv", 2, "nature", "cadre|methode", "un seul code"),
        ("resources.csv", 2, "domain", "logement", "emploi | "),
        ("resources.csv", 2, "region", "99", "44 | 75"),
        ("resources.csv", 2, "link", "co-construction.org", "une adresse complète"),
        ("resources.csv", 2, "link", "", "une adresse, ou à qui demander"),
        ("resources.csv", 2, "ask", "Le RAMEAU", "une adresse, ou à qui demander"),
        ("resources.csv", 2, "document", "005", "000 | 001"),
        ("resources.csv", 2, "document", "002|003", "autant de passages que de documents"),
        ("resources.csv", 2, "passage", "", "un texte"),
        ("public_resources.csv", 2, "id", "dares", "commence par pub-"),
        ("public_resources.csv", 3, "id", "pub-dares-donnees", "une ressource une seule fois"),
        ("public_resources.csv", 2, "title", "Charte du Mécénat", "une ressource une seule fois"),
        ("public_resources.csv", 2, "kind", "site", "kit | referentiel"),
        ("public_resources.csv", 2, "author", "", "un texte"),
        ("public_resources.csv", 2, "year", "2019-2020", "une année ou rien"),
        ("public_resources.csv", 2, "until", "bientôt", "une année ou rien"),
        ("public_resources.csv", 2, "use", "lire", "savoir | demander"),
        ("public_resources.csv", 2, "use", "savoir|agir", "un seul code"),
        ("public_resources.csv", 2, "why", "", "un texte"),
        ("public_resources.csv", 2, "why", "un deux trois quatre cinq six", "5 mots au plus"),
        ("public_resources.csv", 2, "audience", "elus", "associations | entreprises"),
        ("public_resources.csv", 2, "need", "emploi", "qualifier | ecosysteme"),
        ("public_resources.csv", 2, "step", "", "un texte"),
        ("public_resources.csv", 2, "domain", "logement", "emploi | "),
        ("public_resources.csv", 2, "link", "", "un texte"),
        ("public_resources.csv", 2, "link", "dares.fr", "une adresse complète"),
        ("public_resources.csv", 2, "note", "Suivre. ", "sans espace au bord"),
        ("public_resources.csv", 2, "evidence", "un|deux", "autant d’extraits que de sources"),
        ("public_resources.csv", 2, "evidence_year", "21", "une année ou rien"),
        ("public_resources.csv", 2, "gathered", "21/11/2026", "une date comme 2026-11-21"),
        ("grants_domains.csv", 2, "domain", "logement", "emploi | "),
        ("grants_domains.csv", 3, "domain", "emploi", "un code une seule fois"),
        ("grants_domains.csv", 2, "slugs", "Emploi !", "des lettres minuscules"),
        ("grants_domains.csv", 2, "names", "Emploi", "autant de noms que de catégories"),
        ("grants_regions.csv", 2, "region", "99", "44 | 75"),
        ("grants_regions.csv", 2, "perimeter", "nord", "un nombre entier"),
        ("resource_vocabulary.csv", 2, "field", "sorte", "kind | audience"),
        ("resource_vocabulary.csv", 3, "code", "kit", "un code une seule fois"),
        ("resource_vocabulary.csv", 2, "label", "", "un texte"),
        ("resource_documents.csv", 3, "document", "000", "un document une seule fois"),
        ("resource_documents.csv", 2, "short", "", "un texte"),
        ("resource_calendar.csv", 2, "id", "kit-odd-17-en-pratique", "l’identifiant d’un webinaire"),
        ("resource_calendar.csv", 2, "date", "17/01/2019", "une date comme 2019-01-17"),
        ("resource_calendar.csv", 2, "cycle", "2020", "l’année de la date"),
        ("resource_calendar.csv", 2, "theme", "Autre chose", "un thème du titre"),
        ("sdg.csv", 3, "number", "3", "dans l’ordre"),
        ("sdg.csv", 2, "name", "", "un texte"),
        ("domain_sdg.csv", 2, "domain", "logement", "emploi | "),
        ("domain_sdg.csv", 2, "sdg", "18", "de 1 à 17"),
        ("domain_sdg.csv", 2, "sdg", "17", "une seule fois par domaine"),
        ("domain_sdg.csv", 3, "sdg", "9", "l’objectif 17 et au moins un autre"),
        ("domain_sdg.csv", 2, "reason", "", "un texte"),
        ("resource_sdg.csv", 2, "id", "rien", "un identifiant de resources.csv"),
        ("resource_sdg.csv", 2, "document", "009", "000 | 001"),
        ("resource_sdg.csv", 3, "id", "kit-odd-17-en-pratique", "une seule fois par ressource"),
    ],
)
def test_a_bad_cell_stops_the_load_and_is_named(
    edition: Edition, data: DataCopy, file: str, line: int, column: str, text: str, allowed: str
) -> None:
    data.set_cell(line, column, text, data.folder / file)
    with pytest.raises(DataError) as error:
        load_catalogue(data.folder, edition.registry.domains, edition.regions)
    assert error.value.file == file
    assert allowed in error.value.allowed
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "file",
    [
        "resources.csv",
        "public_resources.csv",
        "grants_domains.csv",
        "grants_regions.csv",
        "resource_vocabulary.csv",
        "sdg.csv",
        "domain_sdg.csv",
    ],
)
def test_a_missing_file_or_column_is_named(edition: Edition, data: DataCopy, file: str) -> None:
    path = data.folder / file
    data.rewrite(path, lambda rows: rows[0].__setitem__(0, "autre"))
    with pytest.raises(DataError, match="ligne 1"):
        load_catalogue(data.folder, edition.registry.domains, edition.regions)
    path.unlink()
    with pytest.raises(DataError, match="aucun fichier"):
        load_catalogue(data.folder, edition.registry.domains, edition.regions)


def test_a_webinar_without_a_date_stops_the_load(edition: Edition, data: DataCopy) -> None:
    data.rewrite(data.folder / "resource_calendar.csv", lambda rows: rows.pop())
    with pytest.raises(DataError, match="une date pour chaque webinaire"):
        load_catalogue(data.folder, edition.registry.domains, edition.regions)


@pytest.mark.parametrize("file", ["grants_domains.csv", "grants_regions.csv"])
def test_a_domain_or_region_without_its_search_of_grants_stops_the_load(
    edition: Edition, data: DataCopy, file: str
) -> None:
    data.rewrite(data.folder / file, lambda rows: rows.pop())
    with pytest.raises(DataError, match="une ligne pour chacun"):
        load_catalogue(data.folder, edition.registry.domains, edition.regions)


def test_a_resource_that_pages_name_must_be_there(edition: Edition, data: DataCopy) -> None:
    data.set_cell(2, "id", "autre", data.folder / "resources.csv")
    load_catalogue(data.folder, edition.registry.domains, edition.regions)
    with (data.folder / "resources.csv").open(encoding="utf-8", newline="") as stream:
        ids = [row["id"] for row in csv.DictReader(stream, delimiter=";")]
    data.set_cell(2 + ids.index("base-impact-pratiques-innovantes"), "id", "autre-base", data.folder / "resources.csv")
    with pytest.raises(DataError, match="base-impact-pratiques-innovantes absent"):
        load_catalogue(data.folder, edition.registry.domains, edition.regions)


def test_sixteen_goals_are_not_seventeen(edition: Edition, data: DataCopy) -> None:
    data.rewrite(data.folder / "sdg.csv", lambda rows: rows.pop())
    with pytest.raises(DataError, match="17 lignes"):
        load_catalogue(data.folder, edition.registry.domains, edition.regions)


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://exemple.fr", True),
        ("http://www.exemple.fr/a/b-c_d?e=f&g=1#h", True),
        ("https://exemple.fr:8080/", True),
        ("https://exemple", False),
        ("exemple.fr", False),
        ("ftp://exemple.fr", False),
        ("javascript:alert(1)", False),
        ("https://qui@exemple.fr/", False),
        ("https://exemple.fr/a b", False),
        ("https://exemple.fr/a)b", False),
        ("https://exemple.fr/\n", False),
        ("https://exemple.fr/" + "a" * 500, False),
        ("", False),
    ],
)
def test_the_form_of_an_address(address: str, good: bool) -> None:
    assert link_is_well_formed(address) is good


# --- search ----------------------------------------------------------------------------------------------


def test_folding() -> None:
    assert fold("L’Écosystème, co-construit : œuvre n° 3") == "l ecosysteme co construit oeuvre n 3"
    assert slug("À l’œuvre !") == "a-l-oeuvre"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ecosysteme", "webinaire-2019-03-connaitre-son-ecosysteme"),
        ("ÉCOSYSTÈMES", "webinaire-2019-03-connaitre-son-ecosysteme"),
        ("co construction", "kit-co-construction-territoriale"),
        ("coconstruction", "kit-co-construction-territoriale"),
        ("co-construction", "kit-co-construction-territoriale"),
        ("mecenat", "charte-du-mecenat"),
        ("la charte du mécénat", "charte-du-mecenat"),
        ("mecennat", "charte-du-mecenat"),
        ("cocagne", "guide-partenariats-entreprises-reseau-cocagne"),
        ("autodiagnostic rse", "autodiagnostic-rse-partenariats"),
        ("rapport bretagne", "rapport-impact-bretagne"),
        ("silver geek", "retour-experience-silver-geek"),
        ("mobilité", "pub-france-mobilites"),
        ("logement", "pub-otelo"),
        ("aides", "pub-aides-jeunes"),
        ("adil", "pub-anil-adil"),
        ("arcep", "pub-mon-reseau-mobile"),
        ("expérimentation partenariale", "programme-21-mesures"),
    ],
)
def test_the_first_resource_found(catalogue: Catalogue, held: Index, text: str, first: str) -> None:
    assert titles(catalogue, held, text)[0] == first


def test_every_word_must_be_found(catalogue: Catalogue, held: Index) -> None:
    both = set(titles(catalogue, held, "webinaire alliance"))
    assert both and both <= set(titles(catalogue, held, "webinaire")) & set(titles(catalogue, held, "alliance"))
    assert titles(catalogue, held, "mécénat xyzzyx") == []


@pytest.mark.parametrize("text", ["", "   ", "le la de", "!?«"])
def test_no_word_finds_everything(catalogue: Catalogue, held: Index, text: str) -> None:
    assert len(titles(catalogue, held, text)) == len(catalogue.to_pick) == 248


def test_a_typo_is_read_as_the_nearest_word_and_said(held: Index) -> None:
    assert search(held, "ecosistème").read_as == (("ecosisteme", ("ecosysteme",)),)
    assert search(held, "écosystème").read_as == ()
    # A word the catalogue holds is never stretched to its neighbours, nor one of three letters.
    assert search(held, "rse").read_as == () and search(held, "zzz").scores == {}


def test_a_search_does_not_find_the_neighbours_of_a_passage(catalogue: Catalogue, held: Index) -> None:
    """One line of a document names three regions: Brittany's report is not the Hauts-de-France's."""
    assert "rapport-impact-bretagne" not in titles(catalogue, held, "hauts-de-france")


# --- filters ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("facet", FACETS)
def test_a_count_is_what_its_choice_gives(catalogue: Catalogue, held: Index, facet: str) -> None:
    others = {"step": ["agir"]} if facet != "step" else {"need": ["alliance"]}
    counts = find(catalogue, held, "partenariat", others).counts[facet]
    for code, count in counts.items():
        assert len(find(catalogue, held, "partenariat", others | {facet: [code]}).resources) == count
    # What is chosen in a facet changes nothing to the counts of that facet.
    code = next(iter(counts), None)
    if code:
        assert find(catalogue, held, "partenariat", others | {facet: [code]}).counts[facet] == counts


def test_codes_of_a_facet_add_up_and_facets_narrow(catalogue: Catalogue, held: Index) -> None:
    one, two = (set(titles(catalogue, held, "", need=[code])) for code in ("strategie", "modele"))
    assert set(titles(catalogue, held, "", need=["strategie", "modele"])) == one | two
    narrow = titles(catalogue, held, "", need=["strategie"], audience=["associations"], origin=["programme"])
    assert narrow == ["autodiagnostic-politique-partenariale"]
    for resource in find(catalogue, held, "", {"nature": ["cadre"]}).resources:
        assert values(catalogue, resource, "nature") == ("cadre",)


# --- two origins, and lists counted apart ------------------------------------------------------------------


def test_each_resource_says_where_it_comes_from(catalogue: Catalogue) -> None:
    assert [len(catalogue.of_origin(origin)) for origin in ("programme", "publique")] == [157, 91]
    for resource in catalogue.resources.values():
        assert (resource.origin == PUBLIC) == (resource.evidence is not None) == resource.id.startswith("pub-")
        assert bool(resource.passages) != (resource.origin == PUBLIC)
        assert resource.origin != PUBLIC or (resource.link and resource.authors and resource.why and resource.use)


def test_measures_and_trades_are_lists_counted_apart(catalogue: Catalogue, held: Index) -> None:
    assert len(catalogue.resources) - len(catalogue.to_pick) == 25
    assert len(catalogue.listed("programme-21-mesures")) == 21
    assert len(catalogue.listed("reseau-des-pionniers")) == 4
    assert not catalogue.listed("charte-du-mecenat")
    assert not {"mesure-18", "metier-accompagnements"} & set(titles(catalogue, held, ""))


def test_the_first_domain_of_a_programme_that_ends_says_so(catalogue: Catalogue) -> None:
    ending = {resource.id: resource.until for resource in catalogue.resources.values() if resource.until}
    assert ending == {"pub-territoires-d-industrie": "2027"}
    assert "jusqu’à fin 2027" in catalogue.resources["pub-territoires-d-industrie"].note


# --- next steps ------------------------------------------------------------------------------------------


def test_what_the_catalogue_holds_for_a_domain(catalogue: Catalogue, edition: Edition) -> None:
    assert domains_without_resource(catalogue) == ()
    without = domains_without_resource(catalogue, "programme")
    assert set(edition.registry.domains) - set(without) == {"developpement_economique"}
    assert not domains_without_resource(catalogue, "publique")


def test_a_domain_that_the_programme_alone_leaves_bare_is_said(catalogue: Catalogue) -> None:
    programme = {r.id: r for r in catalogue.of_origin("programme")}
    alone = replace(catalogue, resources=programme)
    assert of_domain(alone, "developpement_economique") and not of_domain(alone, "sante")
    assert "sante" in domains_without_resource(alone)


@pytest.mark.parametrize("region", [*REGIONS, None])
def test_every_domain_of_every_region_has_three_steps_of_its_own_with_operator_address_source_and_date(
    catalogue: Catalogue, edition: Edition, region: str | None
) -> None:
    for domain in edition.registry.domains:
        found = next_steps(catalogue, edition.regions[region] if region else None, domain)
        assert 3 <= len(found.steps) <= MOST
        assert len({step.resource.id for step in found.steps}) == len(found.steps)
        own = [step for step in found.steps if step.own]
        assert len(own) >= 3, domain
        for step in own:
            assert step.resource.authors or step.resource.passages
            assert link_is_well_formed(step.link)
            assert step.resource.passages or step.resource.evidence
            assert step.resource.dated or step.resource.evidence
        for step in found.steps:
            assert 1 <= len(step.reason.split()) <= 5
        assert not {step.use for step in own} & set(found.missing)


def test_one_of_each_sort_in_order(catalogue: Catalogue, edition: Edition) -> None:
    found = next_steps(catalogue, edition.regions["32"], "mobilite")
    assert [(step.use, step.resource.id) for step in found.steps] == [
        ("savoir", "pub-transport-data-gouv"),
        ("demander", "pub-aides-territoires"),
        ("contacter", "pub-velo-et-territoires"),
        ("sinspirer", "pub-france-mobilites"),
    ]
    assert found.missing == () and found.report.id == "rapport-impact-hauts-de-france"


def test_what_a_domain_lacks_is_said_and_its_place_taken(catalogue: Catalogue, edition: Edition) -> None:
    found = next_steps(catalogue, edition.regions["28"], "culture")
    assert found.missing == ("contacter", "sinspirer")
    assert [step.use for step in found.steps] == ["savoir", "demander", "agir", "sinspirer"]
    assert [step.own for step in found.steps] == [True, True, True, False]
    assert found.steps[3].resource.id == "base-impact-pratiques-innovantes"
    assert found.steps[3].reason == "500 cas, tous domaines"
    assert found.report.id == "rapports-regionaux-impact"


def test_the_search_of_grants_is_that_of_the_region_and_the_domain(catalogue: Catalogue, edition: Edition) -> None:
    by_hand = "https://aides-territoires.beta.gouv.fr/aides/?perimeter_id=70967&category_slugs=emploi&category_slugs=formation"
    step = next_steps(catalogue, edition.regions["32"], "emploi").steps[1]
    assert step.resource.id == "pub-aides-territoires" and step.link == step.grants == by_hand
    programme = next_steps(catalogue, edition.regions["32"], "education").steps[1]
    assert programme.resource.id == "pub-cites-educatives"
    assert programme.link == "https://www.citeseducatives.fr" and "perimeter_id=70967" in programme.grants
    everywhere = next_steps(catalogue, None, "emploi").steps[1]
    assert "perimeter_id" not in everywhere.link and everywhere.reason == "aides ouvertes sur ce domaine"
    asked = {
        next_steps(catalogue, r, d).steps[1].grants for r in edition.regions.values() for d in edition.registry.domains
    }
    assert len(asked) == 13 * 16 and all(link_is_well_formed(address) for address in asked)


def with_resource(catalogue: Catalogue, **changes: object) -> Catalogue:
    new: Resource = replace(catalogue.resources["charte-du-mecenat"], id="essai", **changes)  # type: ignore[arg-type]
    return replace(catalogue, resources=dict(catalogue.resources) | {"essai": new})


def test_a_case_of_the_region_shows_first_how_others_did(catalogue: Catalogue, edition: Edition) -> None:
    here = with_resource(catalogue, domains=("sante",), regions=("28",), kind="cas", use="sinspirer")
    own, other = (next_steps(here, edition.regions[code], "sante").steps[3] for code in ("28", "32"))
    assert (own.resource.id, own.reason) == ("essai", "un cas de votre région")
    assert other.resource.id == "pub-fabrique-territoires-sante"
    alone = with_resource(catalogue, domains=("culture",), regions=("28",), kind="cas", use="sinspirer")
    elsewhere = next_steps(alone, edition.regions["32"], "culture").steps[3]
    assert (elsewhere.resource.id, elsewhere.reason) == ("essai", "un cas de ce domaine")


def test_a_goal_of_the_domain_ties_a_resource_to_it(catalogue: Catalogue) -> None:
    tied = replace(with_resource(catalogue), resource_goals=dict(catalogue.resource_goals) | {"essai": (3,)})
    assert own_domains(tied, tied.resources["essai"]) == ("vieillissement", "sante")


def test_what_serves_every_domain(catalogue: Catalogue) -> None:
    assert [r.id for r in for_every_domain(catalogue)][:1] == ["kit-odd-17-en-pratique"]
    assert for_every_domain(catalogue)[-1].id == "fonds-odd-17"
    assert region_report(catalogue, "94") == (catalogue.resources["rapports-regionaux-impact"], False)


@pytest.mark.parametrize(
    ("link", "printed"),
    [
        ("https://www.unccas.org/", "unccas.org"),
        ("https://www.fnors.org/les-ors/", "fnors.org/les-ors"),
        ("https://aides-territoires.beta.gouv.fr/aides/?perimeter_id=70967", "aides-territoires.beta.gouv.fr"),
        ("https://exemple.fr/" + "a" * 40, "exemple.fr"),
    ],
)
def test_an_address_as_it_is_printed(link: str, printed: str) -> None:
    assert short_address(link) == printed


# --- command line ----------------------------------------------------------------------------------------


def test_csv(cli: Cli) -> None:
    outcome = cli("resources", "--format", "csv")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[0] == COLUMNS
    assert len(outcome.rows) == 273
    kit = next(row for row in outcome.rows if row["id"] == "kit-co-construction-territoriale")
    assert kit["need"] == "ecosysteme|alliance" and kit["document"] == "002"
    # The year of an update stands where no other is known.
    assert next(row for row in outcome.rows if row["id"] == "fiche-se-connaitre")["year"] == "2016"
    assert cli("resources") == outcome


def test_json_says_the_same(cli: Cli) -> None:
    assert json.loads(cli("resources", "--format", "json").out) == cli("resources").rows


def test_filters(cli: Cli) -> None:
    assert {row["id"] for row in cli("resources", "--region", "53").rows} == {"rapport-impact-bretagne"}
    found = cli("resources", "--domain", "developpement_economique").rows
    assert {row["origin"] for row in found} == {"programme", "publique"}
    assert found[0]["id"] == "retour-experience-district-solidaire"
    dares = cli("resources", "--domain", "emploi").rows[0]
    assert (dares["origin"], dares["use"], dares["gathered"]) == ("publique", "savoir", "2026-11-21")
    assert dares["evidence"].startswith("https://www.data.gouv.fr/")
    empty = cli("resources", "--region", "52")
    assert (empty.code, empty.out) == (0, COLUMNS + "\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["resources", "--draws", "5"],
        ["resources", "--source-reading"],
        ["resources", "file.csv"],
        ["resources", "--region", "1"],
    ],
)
def test_bad_usage(cli: Cli, arguments: list[str]) -> None:
    outcome = cli(*arguments)
    assert outcome.code == 2 and outcome.out == "" and len(outcome.err.splitlines()) == 1


def test_bad_data_exits_1(cli: Cli, data: DataCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    from territory import __main__

    data.set_cell(2, "kind", "trousse", data.folder / "resources.csv")
    monkeypatch.setattr(__main__, "DATA", data.folder)
    outcome = cli("resources")
    assert (outcome.code, outcome.out) == (1, "")
    assert "resources.csv, ligne 2, kind" in outcome.err
    assert cli("scores").code == 0  # the rest does not depend on it


def test_the_shipped_files_are_sorted_as_they_are_shown(catalogue: Catalogue) -> None:
    with (Path(DATA) / "resources.csv").open(encoding="utf-8", newline="") as file:
        programme = [row["id"] for row in csv.DictReader(file, delimiter=";")]
    with (Path(DATA) / "public_resources.csv").open(encoding="utf-8", newline="") as file:
        public = [row["id"] for row in csv.DictReader(file, delimiter=";")]
    assert programme + public == list(catalogue.resources)
