"""The pages of the site, once: the menu, the addresses and what search engines print of each."""

from __future__ import annotations

from typing import NamedTuple

SITE = "Fragilités des territoires"
MEETING = "reunion"
LEGAL = "Le site"
"""The section of the pages that no menu shows: the foot of every page leads to them (``foot.py``)."""


class SitePage(NamedTuple):
    """``path`` is the address without its leading slash, empty for the first page."""

    section: str
    path: str
    script: str
    title: str
    icon: str
    description: str


SITE_PAGES = (
    SitePage(
        "Comprendre",
        "",
        "pages/comprendre/vue_ensemble.py",
        "Accueil",
        ":material/grid_on:",
        "Où chaque territoire est plus fragile que la France, domaine par domaine, et où il l’est moins.",
    ),
    SitePage(
        "Comprendre",
        "territoire",
        "pages/comprendre/territoire.py",
        "Mon territoire",
        ":material/place:",
        "Les priorités et les points d’appui d’un territoire, domaine par domaine, comparés à la France.",
    ),
    SitePage(
        "Comprendre",
        "domaine",
        "pages/comprendre/domaine.py",
        "Un domaine",
        ":material/map:",
        "La carte, l’ordre et le tableau des territoires pour un domaine, avec définition et source.",
    ),
    SitePage(
        "Comprendre",
        "comparer",
        "pages/comprendre/comparer.py",
        "Comparer",
        ":material/compare_arrows:",
        "Deux à cinq territoires côte à côte, les plus grandes différences d’abord.",
    ),
    SitePage(
        "S’approprier",
        "ressources",
        "pages/sapproprier/ressources.py",
        "Ressources",
        ":material/menu_book:",
        "Kits, études, webinaires et outils pour agir avec d’autres, par besoin, étape, public, domaine et territoire.",
    ),
    SitePage(
        "S’approprier",
        "methode",
        "pages/sapproprier/methode.py",
        "Méthode",
        ":material/functions:",
        "Comment une fragilité est mesurée\u00a0: formules, classes, choix écartés et leurs raisons.",
    ),
    SitePage(
        "S’approprier",
        "donnees",
        "pages/sapproprier/donnees.py",
        "Données",
        ":material/table:",
        "Les chiffres publiés\u00a0: valeur telle que publiée, valeur lue, unité, année, source et réserves.",
    ),
    SitePage(
        "Agir",
        "atelier",
        "pages/agir/atelier.py",
        "Atelier",
        ":material/groups:",
        "En salle, croiser ce que perçoivent élus, citoyens, entreprises et associations avec ce qui est mesuré.",
    ),
    SitePage(
        "Agir",
        MEETING,
        "pages/agir/reunion.py",
        "Ma réunion",
        ":material/co_present:",
        "Choisir des vues, les ordonner et les titrer, puis emporter le diaporama, le document ou la page.",
    ),
    SitePage(
        LEGAL,
        "securite",
        "pages/legal/securite.py",
        "Sécurité et données personnelles",
        ":material/shield:",
        "Ce que ce site sait de vous, ce qu’il garde et combien de temps, et comment signaler une faille.",
    ),
    SitePage(
        LEGAL,
        "mentions-legales",
        "pages/legal/mentions.py",
        "Mentions légales",
        ":material/gavel:",
        "Qui publie et qui héberge ce site, à qui sont les données et les textes, et à quelles conditions.",
    ),
    SitePage(
        LEGAL,
        "accessibilite",
        "pages/legal/accessibilite.py",
        "Accessibilité\u00a0: non conforme",
        ":material/accessibility_new:",
        "La déclaration d’accessibilité de ce site, ce qui n’est pas encore accessible et qui prévenir.",
    ),
)


def tab_title(path: str, region: str = "") -> str:
    """What a browser's tab and its history say: « Hauts-de-France · Mon territoire · Fragilités des territoires »."""
    page = next(page.title for page in SITE_PAGES if page.path == path)
    return " · ".join(part for part in (region, page, SITE) if part)


def section_of(path: str) -> str:
    """The section of the menu where a page stands."""
    return next(page.section for page in SITE_PAGES if page.path == path)
