"""The catalogue: what stops its load, how it is searched and filtered, what it offers each priority."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from territory.analysis import fragilities
from territory.errors import DataError
from territory.filters import FACETS, find, values
from territory.loader import Edition
from territory.next_steps import (
    SHOWN,
    Tie,
    domains_without_resource,
    for_every_domain,
    next_steps,
    own_domains,
    region_report,
)
from territory.resources import Catalogue, Resource, link_is_well_formed, load_catalogue
from territory.search import Index, index, search
from territory.text import fold, slug
from tests.territory.conftest import DATA, DataCopy, Outcome

Cli = Callable[..., Outcome]
COLUMNS = "id,title,kind,author,year,audience,need,step,nature,domain,region,link,document"


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


@pytest.mark.parametrize("file", ["resources.csv", "resource_vocabulary.csv", "sdg.csv", "domain_sdg.csv"])
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
    assert len(titles(catalogue, held, text)) == len(catalogue.resources)


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
    narrow = titles(catalogue, held, "", need=["strategie"], audience=["associations"])
    assert narrow == ["autodiagnostic-politique-partenariale"]
    for resource in find(catalogue, held, "", {"nature": ["cadre"]}).resources:
        assert values(catalogue, resource, "nature") == ("cadre",)


# --- next steps ------------------------------------------------------------------------------------------


def test_fifteen_domains_have_no_resource_of_their_own(catalogue: Catalogue, edition: Edition) -> None:
    without = domains_without_resource(catalogue)
    assert set(edition.registry.domains) - set(without) == {"developpement_economique"}


def test_every_fragility_of_every_region_has_a_next_step_or_states_the_gap(
    catalogue: Catalogue, edition: Edition, scores: pd.DataFrame
) -> None:
    without = domains_without_resource(catalogue)
    found = fragilities(scores)
    assert set(found["region"]) == set(edition.regions)
    for row in found.to_dict("records"):
        steps = next_steps(catalogue, edition.regions[row["region"]], row["domain"])
        assert 1 <= len(steps.helps) <= SHOWN
        assert steps.own == (row["domain"] not in without)
        assert [offered.tie for offered in steps.helps] == sorted(offered.tie for offered in steps.helps)
        assert all(offered.reason.endswith(".") for offered in steps.helps)
        assert len({offered.resource.id for offered in steps.helps} | {steps.report.id}) == len(steps.helps) + 1
        assert steps.report_is_own == (row["region"] in {"11", "24", "84", "93", "32", "53"})


def test_the_most_specific_comes_first(catalogue: Catalogue, edition: Edition) -> None:
    hauts = edition.regions["32"]
    found = next_steps(catalogue, hauts, "developpement_economique")
    assert [(f.resource.id, f.tie) for f in found.helps] == [
        ("retour-experience-district-solidaire", Tie.DOMAIN),
        ("etude-territoriale-nord", Tie.REGION),
        ("webinaire-2020-07-exemples-inspirants", Tie.REGION),
    ]
    assert found.helps[2].reason == "Concerne les Hauts-de-France, sans domaine particulier."
    assert found.own and found.report.id == "rapport-impact-hauts-de-france"
    # The seventeenth goal serves all; what is only announced does not come before what exists.
    normandie = next_steps(catalogue, edition.regions["28"], "sante")
    assert {f.tie for f in normandie.helps} == {Tie.EVERY_DOMAIN} and not normandie.own
    assert normandie.helps[0].resource.id == "kit-odd-17-en-pratique"
    assert for_every_domain(catalogue)[-1].id == "fonds-odd-17"


def with_resource(catalogue: Catalogue, **changes: object) -> Catalogue:
    new: Resource = replace(catalogue.resources["charte-du-mecenat"], id="essai", **changes)  # type: ignore[arg-type]
    return replace(catalogue, resources=dict(catalogue.resources) | {"essai": new})


def test_a_resource_of_the_domain_fills_the_gap_wherever_it_is(catalogue: Catalogue, edition: Edition) -> None:
    here = with_resource(catalogue, domains=("sante",), regions=("28",))
    assert "sante" not in domains_without_resource(here)
    own, other = (next_steps(here, edition.regions[code], "sante").helps[0] for code in ("28", "32"))
    assert (own.resource.id, own.tie) == ("essai", Tie.DOMAIN_AND_REGION)
    assert own.reason == "Concerne ce domaine, en Normandie, d’après un document."
    assert (other.resource.id, other.tie) == ("essai", Tie.DOMAIN)


def test_a_goal_of_the_domain_ties_and_gives_its_reason(catalogue: Catalogue, edition: Edition) -> None:
    tied = replace(with_resource(catalogue), resource_goals=dict(catalogue.resource_goals) | {"essai": (3,)})
    assert own_domains(tied, tied.resources["essai"]) == ("vieillissement", "sante")
    first = next_steps(tied, edition.regions["28"], "sante").helps[0]
    assert (first.resource.id, first.tie) == ("essai", Tie.GOAL)
    assert first.reason == (
        "ODD 3, Bonne santé et bien-être\u00a0: L’accès de tous à des soins de qualité, donc à des soignants, "
        "relève de l’objectif 3."
    )


def test_a_resource_of_other_regions_is_not_offered(catalogue: Catalogue, edition: Edition) -> None:
    offered = {
        f.resource.id for d in edition.registry.domains for f in next_steps(catalogue, edition.regions["94"], d).helps
    }
    assert "journees-redecouverte-odd-17" not in offered
    assert region_report(catalogue, "94") == (catalogue.resources["rapports-regionaux-impact"], False)


# --- command line ----------------------------------------------------------------------------------------


def test_csv(cli: Cli) -> None:
    outcome = cli("resources", "--format", "csv")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines()[0] == COLUMNS
    assert len(outcome.rows) == 179
    kit = next(row for row in outcome.rows if row["id"] == "kit-co-construction-territoriale")
    assert kit["need"] == "ecosysteme|alliance" and kit["document"] == "002"
    # The year of an update stands where no other is known.
    assert next(row for row in outcome.rows if row["id"] == "fiche-se-connaitre")["year"] == "2016"
    assert cli("resources") == outcome


def test_json_says_the_same(cli: Cli) -> None:
    assert json.loads(cli("resources", "--format", "json").out) == cli("resources").rows


def test_filters(cli: Cli) -> None:
    assert {row["id"] for row in cli("resources", "--region", "53").rows} == {"rapport-impact-bretagne"}
    assert [row["id"] for row in cli("resources", "--domain", "developpement_economique").rows] == [
        "retour-experience-district-solidaire"
    ]
    empty = cli("resources", "--domain", "emploi")
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


def test_the_shipped_file_is_sorted_as_it_is_shown(catalogue: Catalogue) -> None:
    with (Path(DATA) / "resources.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file, delimiter=";")] == list(catalogue.resources)
