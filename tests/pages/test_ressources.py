"""The Ressources page and the next steps of a region, as Streamlit runs them, without a browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from pages.sapproprier.parts import ressources_list
from pages.shared import editions, reads, resource_reads
from territory.analysis import Reading
from territory.cases import Case, write_cases
from territory.next_steps import next_steps, of_domain
from tests.pages.visit import unfold

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = "pages/sapproprier/ressources.py"
REGION = "pages/comprendre/territoire.py"
DOMAIN = "pages/comprendre/domaine.py"
Open = Callable[..., AppTest]


@pytest.fixture
def opened() -> Open:
    """A page at an address, its script run to the end without an error."""

    def run(script: str = RESOURCES, /, **address: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
        for name, value in address.items():
            app.query_params[name] = value
        app.switch_page(script).run()
        assert not app.exception
        return app

    return run


def html(app: AppTest) -> str:
    """The markup of ours on the page, as it was written."""
    return "\n".join(element.proto.body for element in app.get("html"))


def words(app: AppTest) -> str:
    """What the page says, without the marks that keep data from being read as Markdown or HTML."""
    texts = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.warning]
    said = unescape(re.sub(r"<[^>]+>", " ", html(app)))
    return "\n".join([*(element.value for element in texts), said]).replace("\\", "")


def records(app: AppTest) -> list[str]:
    """Titles that open a record: those of cards and steps, else of buttons."""
    titles = [unescape(title) for title in re.findall(r"<strong>(.*?)</strong>", html(app))]
    buttons = [button for button in app.button if button.key and button.key.startswith("open_")]
    return titles or [button.label.strip("*").replace("\\", "") for button in buttons]


def offered(app: AppTest) -> list[str]:
    """The titles of the next steps, in order."""
    (steps,) = (element.proto.body for element in app.get("html") if "steps-list" in element.proto.body)
    return [unescape(title) for title in re.findall(r"<strong>(.*?)</strong>", steps)]


def follow(app: AppTest, name: str) -> None:
    """Open the link of this accessible name, as the browser does: its codes become the address."""
    (href,) = (
        unescape(href)
        for href, label in re.findall(r'href="([^"]*)" aria-label="([^"]*)"', html(app))
        if unescape(label) == name
    )
    for code in list(app.query_params):
        del app.query_params[code]
    for code, text in parse_qsl(href.removeprefix("?"), keep_blank_values=True):
        app.query_params[code] = text
    app.run()
    assert not app.exception


def test_what_the_page_says_first(opened: Open) -> None:
    app = opened()
    assert app.title[0].value == "248 ressources pour passer du constat à l’action"
    assert "157 du programme, 91 de l’État et d’organismes d’intérêt général" in words(app)
    assert "Le programme n’a rien encore de propre à 15\u00a0domaines sur\u00a016." in words(app)
    assert "Les 500\u00a0cas pratiques de l’Observatoire sont [sur son site](" in words(app)
    assert len(records(app)) == 12
    assert not app.warning


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ecosysteme", "Webinaire «\u00a0Connaître son écosystème\u00a0»"),
        ("co construction", "Kit pratique «\u00a0co-construction territoriale\u00a0»"),
        ("mecenat", "Charte du Mécénat"),
    ],
)
def test_search(opened: Open, text: str, first: str) -> None:
    app = opened()
    app.text_input(key="words_widget").input(text).run()
    assert not app.exception
    assert records(app)[0] == first
    assert app.query_params["q"] == text


def test_a_typo_is_said(opened: Open) -> None:
    app = opened(q="mecennat")
    assert "lu comme «\u00a0mecenat\u00a0»" in words(app)


def test_filters_are_in_the_address_and_counted(opened: Open) -> None:
    app = opened(etape="approprier", public="entreprises,associations", source="programme")
    assert app.header[0].value == "2\u00a0ressources"
    assert "Filtres\u00a0: Programme, S’approprier, Associations, Entreprises" not in words(
        app
    )  # in the address's order
    assert "Filtres\u00a0: Programme, S’approprier, Entreprises, Associations" in words(app)
    need = unfold(app, "filter_need").button_group(key="pills_need")
    assert "Définir sa stratégie (2)" in [option.content for option in need.proto.options]
    need.set_value(["strategie"]).run()
    assert app.query_params["besoin"] == "strategie"
    app.button(key="clear").click().run()
    assert not {"q", "besoin", "etape", "public"} & set(app.query_params)
    assert app.header[0].value == "248\u00a0ressources"


def test_an_unknown_code_is_said_and_ignored(opened: Open) -> None:
    app = opened(besoin="argent", page="99", q="<b>*x*</b>")
    assert "argent" in app.warning[0].value.replace("\\", "")
    assert not app.exception


def test_pages_turn(opened: Open) -> None:
    app = opened()
    first = records(app)
    app.button(key="next").click().run()
    assert app.query_params["page"] == "2" and not set(first) & set(records(app))
    app.button(key="previous").click().run()
    assert records(app) == first


def test_a_domain_without_resource_says_so_and_offers_what_serves_all(opened: Open, programme_alone: None) -> None:
    app = opened(sujet="emploi")
    assert app.info[0].value == "Pas encore de ressource pour ce domaine\u00a0: Emploi."
    assert records(app)[0] == "Kit «\u00a0l’ODD 17 en pratique\u00a0»"


def test_the_source_is_the_first_filter(opened: Open) -> None:
    app = opened(source="publique", sujet="emploi")
    assert app.header[0].value == "11\u00a0ressources"
    assert records(app)[0] == "Données ouvertes de la Dares sur l’emploi et le chômage"
    assert not opened(source="programme", sujet="emploi").header[0].value.startswith("11")


def test_a_public_record_says_its_sources_and_that_its_address_was_not_opened(opened: Open) -> None:
    text = words(opened(ressource="pub-anil-adil"))
    assert "etalab/noms-de-domaine-organismes-secteur-public:urls.txt" in text
    assert "Adresse relevée dans une source publique (source de 2021) le 21 novembre 2026, non ouverte ici." in text


def test_the_measures_are_read_in_their_programme(opened: Open) -> None:
    app = opened(ressource="programme-21-mesures")
    assert len([button for button in app.button if button.key and button.key.startswith("open_item_")]) == 21
    assert opened(ressource="mesure-01").title[0].value.startswith("Mesure 1")


def test_the_reader_s_region_and_priorities_are_a_shortcut(opened: Open) -> None:
    app = opened(region="32")
    app.button(key="shortcut_region").click().run()
    assert app.query_params["lieu"] == "32"
    assert app.header[0].value == "3\u00a0ressources"
    app.button(key="clear").click().run()
    app.button(key="shortcut_education").click().run()
    assert app.query_params["sujet"] == "education" and "lieu" not in app.query_params


def test_a_selection_is_kept_in_the_address_and_taken_away(opened: Open) -> None:
    app = opened(q="mecenat", region="32")
    follow(app, "Emporter «\u00a0Charte du Mécénat\u00a0»")
    assert "charte-du-mecenat" in app.query_params["emporter"] and "mecenat" in app.query_params["q"]
    assert "Emporter ma sélection (1, CSV)" in [button.label for button in app.get("download_button")]
    follow(app, "Retirer «\u00a0Charte du Mécénat\u00a0»")
    assert "Emporter ma sélection (1, CSV)" not in [button.label for button in app.get("download_button")]


def test_a_card_is_a_link_to_its_record_that_keeps_the_question(opened: Open) -> None:
    app = opened(q="mecenat", source="programme", region="32")
    assert '<a class="card here" href="?' in html(app)
    (href,) = re.findall(r'class="card here" href="([^"]*ressource=charte-du-mecenat[^"]*)"', html(app))
    codes = dict(parse_qsl(unescape(href).removeprefix("?")))
    assert codes == {"q": "mecenat", "source": "programme", "region": "32", "ressource": "charte-du-mecenat"}
    assert "Outil prêt à l’emploi · Admical · 2014" in words(app)


def test_the_words_of_the_address_are_escaped_in_a_card_s_link(opened: Open) -> None:
    app = opened(q='"><b>x', sujet="emploi")
    assert "<b>x" not in html(app)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Charte du Mécénat", "Charte du Mécénat"),
        ("Kit «\u00a0l’ODD 17 en pratique\u00a0»", "Kit “l’ODD 17 en pratique”"),
        ("Guide\u00a0: associations & entreprises (N+2)", "Guide\u00a0: associations & entreprises (N+2)"),
        ("Mot " * 20 + "fin", "Mot " * 14 + "Mot…"),
        ("Étude «\u00a0" + "mot " * 20 + "\u00a0»", "Étude “" + "mot " * 12 + "mot…”"),
        # What Markdown, GitHub's or Streamlit's, would read inside a line.
        ("Un **lieu** [ici](https://exemple.fr) :red[x] $x$ `y` <b> ~~z~~ www.exemple.fr &amp;", None),
    ],
)
def test_the_box_of_a_resource_says_which(title: str, said: str | None) -> None:
    resource = replace(next(iter(resource_reads.library().catalogue.resources.values())), title=title)
    label = ressources_list.taking(resource)
    if said:
        assert label == f"Emporter «\u00a0{said}\u00a0»"
    assert not set(label) & set(r"*[]<>`$~_\\") and "www." not in label and "://" not in label and "&amp" not in label


def test_every_box_has_its_own_name(opened: Open) -> None:
    names = [ressources_list.taking(resource) for resource in resource_reads.library().catalogue.resources.values()]
    assert len(set(names)) == len(names) == 273
    found = re.findall(r'aria-label="([^"]*)"', html(opened()).partition("<footer")[0])
    to_pick = [ressources_list.taking(resource) for resource in resource_reads.library().catalogue.to_pick]
    assert [unescape(name) for name in found] == to_pick[:12]


def test_the_table_taken_away() -> None:
    catalogue = resource_reads.library().catalogue
    table = ressources_list.as_table(catalogue, (catalogue.resources["charte-du-mecenat"],))
    row = table.iloc[0]
    assert (row["Titre"], row["Auteur"], row["Année"]) == ("Charte du Mécénat", "Admical", "2014")
    assert row["Nature"] == "Boîte à outils\u00a0: fiche outil"
    assert row["Document"].startswith("Support du webinaire «\u00a0Apprendre à faire alliance")


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("reperes", "Sept besoins"),
        ("webinaires", "Les 17\u00a0dates sont passées."),
        ("catalyseurs", "Mettre en relation les acteurs complémentaires"),
    ],
)
def test_the_other_ways_in(opened: Open, view: str, said: str) -> None:
    app = opened(onglet=view)
    assert said in words(app)


def test_the_calendar_says_what_can_be_watched_again(opened: Open) -> None:
    text = words(opened(onglet="webinaires"))
    assert "jeudi 22\u00a0août 2019" in text and "jeudi 26\u00a0novembre 2020" in text
    assert "ils peuvent être revus sur la plateforme" in text
    assert "ne dit pas s’ils peuvent être revus" in text


def test_a_step_leads_to_its_resources(opened: Open) -> None:
    app = opened(onglet="reperes")
    app.button(key="see_need_modele").click().run()
    assert app.query_params["besoin"] == "modele" and "onglet" not in app.query_params
    assert app.header[0].value == "3\u00a0ressources"


def test_a_record_says_where_it_is_named(opened: Open) -> None:
    app = opened(ressource="referentiel-co-construction-territoriale")
    assert app.title[0].value.replace("\\", "") == "Référentiel «\u00a0Co-construction territoriale\u00a0»"
    assert "Le RAMEAU, octobre 2016" in words(app) and "Le RAMEAU, novembre 2016" in words(app)
    catalogue = resource_reads.library().catalogue
    assert all(document.code not in words(app).split() for document in catalogue.documents.values())


@pytest.mark.parametrize("code", ["11", "28", "32", "94"])
def test_each_priority_of_a_region_offers_its_next_steps(opened: Open, code: str) -> None:
    told = reads.portrait_of(Reading(), code)
    for fact in told.fragilities[:2]:
        app = opened(REGION, region=code, priorite=fact.domain.code)
        text = words(app)
        assert "Ce qui peut aider" in text and "Qui fait mieux" in text
        steps = next_steps(resource_reads.library().catalogue, told.region, fact.domain.code)
        assert [step.resource.title for step in steps.steps] == offered(app)
        assert all(step.reason in text for step in steps.steps)
        assert steps.report.title in text


@pytest.mark.parametrize(("code", "said"), [("32", "au profil le plus proche"), ("94", "d’entre elles")])
def test_a_region_unlike_all_others_is_compared_with_no_neighbour(opened: Open, code: str, said: str) -> None:
    domain = reads.portrait_of(Reading(), code).fragilities[0].domain.code
    assert said in words(opened(REGION, region=code, priorite=domain))


def link_to_resources(app: AppTest) -> tuple[str, str]:
    """The label and the codes of the link « Un domaine » ends on."""
    (link,) = [link.proto for link in app.get("page_link") if link.proto.page == "ressources"]
    return link.label, link.query_string


@pytest.mark.parametrize("domain", ["emploi", "diversite", "culture"])
def test_a_domain_ends_on_the_same_choice_as_a_priority(opened: Open, domain: str) -> None:
    catalogue, edition = resource_reads.library().catalogue, reads.edition()
    app = opened(DOMAIN, domaine=domain, region="32")
    assert app.header[-1].value == "Ce qui peut aider sur ce domaine"
    steps = next_steps(catalogue, edition.regions["32"], domain).steps
    assert offered(app) == [step.resource.title for step in steps] and len(steps) == 4
    for step in steps:
        assert catalogue.label("use", step.use) in words(app) and step.reason in words(app)
        assert f'href="{step.link}"' in unescape(html(app))
    said = "Rien encore de propre à ce domaine pour\u00a0: à qui s’adresser et comment d’autres font."
    assert (said in words(app)) == (domain == "culture")


def test_a_domain_says_how_many_resources_it_has_and_leads_to_them(opened: Open) -> None:
    app = opened(DOMAIN, domaine="developpement_economique")
    label, codes = link_to_resources(app)
    assert label == "Voir les 7 ressources de ce domaine"
    there = opened(**dict(part.split("=") for part in codes.split("&")))
    assert there.header[0].value == "7\u00a0ressources"
    # Left out of the reading, the domain has no figure; what helps is there all the same.
    assert link_to_resources(opened(DOMAIN, domaine="mobilite", criteres="noyau"))


def test_an_imported_case_counts_on_its_domain(opened: Open, with_a_case: None) -> None:
    before = len(of_domain(resource_reads.library().catalogue, "education")) - 1
    app = opened(DOMAIN, domaine="education")
    assert link_to_resources(app)[0] == f"Voir les {before + 1} ressources de ce domaine"


@pytest.fixture
def programme_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue as it would be without public resources, the one that pages name aside."""
    library = resource_reads.library()
    kept = {r.id: r for r in library.catalogue.resources.values() if r.origin == "programme" or not r.domains}
    catalogue = replace(library.catalogue, resources=kept)
    monkeypatch.setattr(resource_reads, "library", lambda: library._replace(catalogue=catalogue))


@pytest.fixture
def with_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the data with one imported case, whose words are marks of Markdown."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    title = "Un **lieu** [ici](https://exemple.fr) :material/home: $x$"
    write_cases(
        (Case(title, ("32",), ("education",), ("<b>Elle</b>",), "2019", "# Résumé", ""),), tmp_path / "data/cases.csv"
    )
    monkeypatch.setattr(editions, "DATA", tmp_path / "data")


def test_an_imported_case_is_shown_with_the_rest_and_read_literally(opened: Open, with_a_case: None) -> None:
    app = opened(q="lieu ici")
    assert app.title[0].value == "249 ressources pour passer du constat à l’action"
    assert "à 14\u00a0domaines sur\u00a016" in words(app)
    assert "1\u00a0cas pratique de la liste de l’Observatoire est ici avec le reste" in words(app)
    assert records(app)[0] == "Un **lieu** [ici](https://exemple.fr) :material/home: $x$"
    assert "&lt;b&gt;Elle&lt;/b&gt;" in html(app) and "<b>Elle" not in html(app)


def test_a_case_of_the_region_shows_how_others_did(opened: Open, with_a_case: None) -> None:
    app = opened(REGION, region="32", priorite="education")
    assert "Un **lieu**" in words(app) and "un cas de votre région" in words(app)


def test_a_list_changed_by_hand_does_not_take_the_catalogue_down(opened: Open, with_a_case: None) -> None:
    path = editions.DATA / "cases.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2019", "hier"), encoding="utf-8")
    assert opened().title[0].value == "248 ressources pour passer du constat à l’action"
