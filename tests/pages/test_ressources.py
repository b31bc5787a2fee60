"""The Ressources page and the next steps of a region, as Streamlit runs them, without a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.sapproprier.parts import ressources_list
from pages.shared import reads
from pages.shared.plain import escaped
from territory.cases import Case, write_cases
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


def words(app: AppTest) -> str:
    """What the page says, without the marks that keep data from being read as Markdown."""
    texts = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.warning]
    return "\n".join(element.value for element in texts).replace("\\", "")


def records(app: AppTest) -> list[str]:
    """Titles that open a record."""
    return [b.label.strip("*").replace("\\", "") for b in app.button if b.key and b.key.startswith(("open_", "next_"))]


def test_what_the_page_says_first(opened: Open) -> None:
    app = opened()
    assert app.title[0].value == "179 ressources pour passer du constat à l’action"
    assert "15\u00a0domaines sur 16 n’ont pas encore de ressource qui leur soit propre" in words(app)
    assert "Les 500\u00a0cas pratiques de l’Observatoire sont [sur son site](" in words(app)
    assert len(records(app)) == 10
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
    app = opened(etape="approprier", public="entreprises,associations")
    assert app.header[0].value == "2\u00a0ressources"
    assert "Filtres\u00a0: S’approprier, Associations, Entreprises" not in words(app)  # in the address's order
    assert "Filtres\u00a0: S’approprier, Entreprises, Associations" in words(app)
    need = unfold(app, "filter_need").button_group(key="pills_need")
    assert "Définir sa stratégie (2)" in [option.content for option in need.proto.options]
    need.set_value(["strategie"]).run()
    assert app.query_params["besoin"] == "strategie"
    app.button(key="clear").click().run()
    assert not {"q", "besoin", "etape", "public"} & set(app.query_params)
    assert app.header[0].value == "179\u00a0ressources"


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


def test_a_domain_without_resource_says_so_and_offers_what_serves_all(opened: Open) -> None:
    app = opened(sujet="emploi")
    assert app.info[0].value == "Pas encore de ressource pour ce domaine\u00a0: Emploi."
    assert records(app)[0] == "Kit «\u00a0l’ODD 17 en pratique\u00a0»"


def test_the_reader_s_region_and_priorities_are_a_shortcut(opened: Open) -> None:
    app = opened(region="32")
    app.button(key="shortcut_region").click().run()
    assert app.query_params["lieu"] == "32"
    assert app.header[0].value == "3\u00a0ressources"
    app.button(key="shortcut_education").click().run()
    assert app.query_params["sujet"] == "education" and "lieu" not in app.query_params


def test_a_selection_is_kept_in_the_address_and_taken_away(opened: Open) -> None:
    app = opened(q="mecenat")
    app.checkbox(key="take_list_charte-du-mecenat").check().run()
    assert app.query_params["emporter"] == "charte-du-mecenat"
    assert "Emporter ma sélection (1, CSV)" in [button.label for button in app.get("download_button")]
    app.checkbox(key="take_list_charte-du-mecenat").uncheck().run()
    assert "emporter" not in app.query_params


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
    resource = replace(next(iter(reads.library().catalogue.resources.values())), title=title)
    label = ressources_list.taking(resource)
    if said:
        assert label == f"Emporter «\u00a0{said}\u00a0»"
    assert not set(label) & set(r"*[]<>`$~_\\") and "www." not in label and "://" not in label and "&amp" not in label


def test_every_box_has_its_own_name(opened: Open) -> None:
    names = [ressources_list.taking(resource) for resource in reads.library().catalogue.resources.values()]
    assert len(set(names)) == len(names) == 179
    boxes = [box.label for box in opened().checkbox]
    assert len(boxes) == 10 and boxes == names[:10]
    assert "Emporter" not in boxes


def test_the_table_taken_away() -> None:
    catalogue = reads.library().catalogue
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
    assert app.header[0].value == "4\u00a0ressources"


def test_a_record_says_where_it_is_named(opened: Open) -> None:
    app = opened(ressource="referentiel-co-construction-territoriale")
    assert app.title[0].value.replace("\\", "") == "Référentiel «\u00a0Co-construction territoriale\u00a0»"
    assert "Le RAMEAU, octobre 2016" in words(app) and "Le RAMEAU, novembre 2016" in words(app)
    catalogue = reads.library().catalogue
    assert all(document.code not in words(app).split() for document in catalogue.documents.values())


@pytest.mark.parametrize("code", ["11", "28", "32", "94"])
def test_each_priority_of_a_region_offers_a_next_step(opened: Open, code: str) -> None:
    app = opened(REGION, region=code)
    pills = app.button_group(key="priority_widget")
    for domain in [option.content for option in pills.proto.options]:
        assert domain
    text = words(app)
    assert "Ce qui peut aider" in text and "Qui fait mieux" in text and "Le rapport régional" in text
    assert ("Pas encore de ressource pour ce domaine" in text) == ("district-solidaire" not in repr(app.button))
    assert 2 <= len(records(app)) <= 4


@pytest.mark.parametrize(("code", "said"), [("32", "au profil le plus proche"), ("94", "d’entre elles")])
def test_a_region_unlike_all_others_is_compared_with_no_neighbour(opened: Open, code: str, said: str) -> None:
    assert said in words(opened(REGION, region=code))


def link_to_resources(app: AppTest) -> tuple[str, str]:
    """The label and the codes of the link « Un domaine » ends on."""
    (link,) = [link.proto for link in app.get("page_link") if link.proto.page == "ressources"]
    return link.label, link.query_string


@pytest.mark.parametrize("domain", ["emploi", "diversite"])
def test_a_domain_without_resource_says_so_and_leads_to_what_serves_all(opened: Open, domain: str) -> None:
    app = opened(DOMAIN, domaine=domain, region="32")
    assert app.header[-1].value == "Ce qui peut aider sur ce domaine"
    assert "Pas encore de ressource pour ce domaine." in words(app)
    assert link_to_resources(app) == ("Voir ce qui vaut pour tous les domaines", f"sujet={domain}&region=32")


def test_a_domain_says_how_many_resources_it_has_and_leads_to_them(opened: Open) -> None:
    domain = "developpement_economique"
    app = opened(DOMAIN, domaine=domain)
    assert "1\u00a0ressource est rattachée à ce domaine, par un document" in words(app)
    assert "Pas encore de ressource" not in words(app)
    label, codes = link_to_resources(app)
    assert label == "Voir cette ressource"
    there = opened(**dict(part.split("=") for part in codes.split("&")))
    assert there.header[0].value == "1\u00a0ressource"
    # Left out of the reading, the domain has no figure; what helps is there all the same.
    assert link_to_resources(opened(DOMAIN, domaine="mobilite", criteres="noyau"))


def test_an_imported_case_counts_on_its_domain(opened: Open, with_a_case: None) -> None:
    app = opened(DOMAIN, domaine="education")
    assert "1\u00a0ressource est rattachée à ce domaine" in words(app)


def test_the_priority_is_in_the_address(opened: Open) -> None:
    app = opened(REGION, region="32", priorite="culture")
    assert app.button_group(key="priority_widget").value in ("culture", ["culture"])
    # A priority of another region is no error: the first of this one is shown.
    app = opened(REGION, region="53", priorite="culture")
    assert not app.warning


@pytest.fixture
def with_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the data with one imported case, whose words are marks of Markdown."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    title = "Un **lieu** [ici](https://exemple.fr) :material/home: $x$"
    write_cases(
        (Case(title, ("32",), ("education",), ("<b>Elle</b>",), "2019", "# Résumé", ""),), tmp_path / "data/cases.csv"
    )
    monkeypatch.setattr(reads, "DATA", tmp_path / "data")
    reads._library.clear()
    yield
    reads._library.clear()


def test_an_imported_case_is_shown_with_the_rest_and_read_literally(opened: Open, with_a_case: None) -> None:
    app = opened(q="lieu ici")
    assert app.title[0].value == "180 ressources pour passer du constat à l’action"
    assert "14\u00a0domaines sur 16" in words(app)
    assert "1\u00a0cas pratique de la liste de l’Observatoire est ici avec le reste" in words(app)
    label = next(b.label for b in app.button if b.key and b.key.startswith("open_list_cas-"))
    assert label == f"**{escaped('Un **lieu** [ici](https://exemple.fr) :material/home: $x$')}**"
    assert "\\[ici\\]\\(https\\://exemple\\.fr\\)" in label


def test_a_case_is_the_first_help_of_its_priority(opened: Open, with_a_case: None) -> None:
    app = opened(REGION, region="32", priorite="education")
    assert records(app)[0].startswith("Un **lieu**")
    assert "Un cas de ce domaine, dans les Hauts-de-France." in words(app)


def test_a_list_changed_by_hand_does_not_take_the_catalogue_down(opened: Open, with_a_case: None) -> None:
    path = reads.DATA / "cases.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2019", "hier"), encoding="utf-8")
    assert opened().title[0].value == "179 ressources pour passer du constat à l’action"
