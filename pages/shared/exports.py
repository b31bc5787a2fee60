"""« Exporter »: what can be taken, what each format is good for. Files are made when they are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from charts import exports
from charts.documents import image
from charts.exports import MIME, SHAPES, Export
from charts.figures import FIGURES
from charts.record import Record
from charts.stamp import Stamp
from pages.shared import making, reads, resource_reads
from pages.shared.desk import Document
from territory import wording
from territory.analysis import Reading
from territory.trial import METHOD, Trial

GOOD_FOR = {
    "pptx": (
        "PowerPoint",
        "une diapositive dont tout se modifie\u00a0: textes, tableau, graphique, contours de la carte",
    ),
    "pdf": ("PDF", "une page à imprimer ou à envoyer, avec son tableau et sa source"),
    "xlsx": ("Excel", "le tableau avec ses vrais nombres, ses unités et un graphique"),
    "csv": ("CSV", "le tableau seul, pour un autre logiciel"),
    "html": ("Page (HTML)", "s’ouvre dans un navigateur, sans réseau, et survit au service"),
    "png": ("Image PNG", "pour un document ou un message, deux fois la taille"),
    "svg": ("Image SVG", "pour l’impression ou un graphiste, nette à toute taille"),
}
"""Every format of a figure: what it is called and what it is good for, in the order of its menu."""
REGION = {
    "pdf": ("Rapport (PDF)", "à imprimer ou à envoyer\u202f; la première page se suffit"),
    "pptx": ("Diaporama (PowerPoint)", "tout le territoire, en diapositives modifiables"),
    "xlsx": ("Classeur (Excel)", "ses chiffres, avec leurs réserves"),
    "html": ("Page (HTML)", "le rapport dans un navigateur, sans réseau"),
}
ATLAS = {
    "pdf": ("Atlas des domaines (PDF)", "une carte par domaine, une seule légende"),
    "pptx": ("Atlas des domaines (PowerPoint)", "une carte modifiable par diapositive"),
    "xlsx": ("Toutes les données (Excel)", "valeurs, registre, réserves et méthode, une feuille chacun"),
}
PART = {"pdf": "Partie", "pptx": "Partie", "xlsx": "Feuille", "html": "Partie"}
"""What the parts of a document are called while it is made."""
WITHOUT_RESOURCES = "Ces documents sont sans les ressources, dont le catalogue ne peut pas être lu pour le moment."
DRAWN = ("png", "svg")
PREVIEW_SCALE = 0.6
"""Scale of the preview of an image of 1280 px: sharp on a fine screen, and lighter than a whole one at each run."""
PREVIEW_HEIGHT = {"16-9": 230, "carre": 370}
SHAPE_LABEL = {"16-9": "Large (16:9)", "carre": "Carrée"}


def stamp(reading: Reading, trial: Trial = METHOD) -> Stamp:
    """What exports print beside their figures: today, the choices in force, this site's address."""
    url = urlsplit(st.context.url or "")
    site = f"{url.scheme}://{url.netloc}" if url.netloc else ""
    return Stamp(reads.edition(), reading, dt.date.today(), site, trial)


def figure_menu(record: Record, reading: Reading) -> None:
    """A figure in every format, with a preview of its image."""
    marks, key = stamp(reading), f"{record.view.figure}_{record.file_name}"

    def offer(form: str, shape: str = SHAPES[0]) -> None:
        label, good = GOOD_FOR[form]
        name = exports.figure_name(record, form, marks)
        _download(label, good, name, key, lambda: exports.figure(record, form, marks, shape=shape))

    for form in GOOD_FOR:
        if form not in DRAWN:
            offer(form)
    chosen = st.segmented_control(
        "Image", list(SHAPES), format_func=SHAPE_LABEL.__getitem__, default=SHAPES[0], required=True,
        key=f"shape_{key}",
    )  # fmt: skip
    shape = chosen or SHAPES[0]
    with st.container(height=PREVIEW_HEIGHT[shape], border=False):  # kept, so that nothing moves when it arrives
        st.image(preview(record, marks, shape), caption="Aperçu de l’image", alt=record.alt, width=320)
    for form in DRAWN:
        offer(form, shape)


def slide_button(record: Record, reading: Reading) -> None:
    """« PowerPoint »: the figure as a slide, in one click."""
    marks = stamp(reading)
    _button(
        "PowerPoint",
        exports.figure_name(record, "pptx", marks),
        record.file_name,
        "slide",
        lambda: exports.figure(record, "pptx", marks),
    )


def preview(record: Record, marks: Stamp, shape: str = SHAPES[0]) -> bytes:
    """The image that would be downloaded, at a page's size; kept by what it says and what is printed on it.

    Not kept where it is made of what is perceived: that is its session's alone, and goes when its workshop does.
    """
    if record.view.figure not in FIGURES:
        return image.png(record, shape, marks, scale=PREVIEW_SCALE)
    said = (record.name, record.title, record.subtitle, record.credit, record.alt, marks.choices, marks.day)
    return _preview(record, marks, shape, "\n".join((*said, marks.address_of(record.view))))


@st.cache_data(show_spinner=False, max_entries=200)
def _preview(_record: Record, _marks: Stamp, shape: str, said: str) -> bytes:
    """``said`` is the key of the cache: Streamlit hashes one text ten times faster than a tuple of texts."""
    return image.png(_record, shape, _marks, scale=PREVIEW_SCALE)


def page_menu(region: str | None, reading: Reading, trial: Trial) -> None:
    """The bar's menu: the region's documents, then all the domains and all the data."""
    marks, groups = stamp(reading, trial), {}
    level = marks.edition.level
    if resource_reads.library() is None:
        st.caption(WITHOUT_RESOURCES)
    if region:
        groups[f"**{marks.edition.regions[region].name}**"] = [of_region(region, form, marks) for form in REGION]
    else:
        st.caption(f"Choisissez votre {level.singular} pour emporter aussi son rapport, son diaporama et son classeur.")
    groups[f"**{wording.capital(level.every)}**"] = [_of_all(form, marks) for form in ATLAS]
    making.offer(groups)


def of_region(region: str, form: str, marks: Stamp) -> Document:
    """A region's document, in a format of ``REGION``."""
    name = exports.report_name(region, form, marks)
    numbers = reads.numbers_of(marks.reading)
    made = partial(exports.report, region, form, marks, numbers, catalogue=resource_reads.catalogue())
    return Document(f"export_{name}", *REGION[form], name, PART[form], made)


def _of_all(form: str, marks: Stamp) -> Document:
    name = exports.atlas_name(form, marks)
    made = partial(exports.atlas, form, marks, reads.numbers_of(marks.reading))
    part = "Feuille" if form == "xlsx" else "Carte"
    return Document(f"export_{name}", *ATLAS[form], name, part, made)


def _download(label: str, good_for: str, name: str, key: str, make: Callable[[], Export]) -> None:
    """One download of a menu, with what it is good for; its name says region, view and date."""
    _button(label, name, key, "export", make)
    st.caption(good_for)


def _button(label: str, name: str, key: str, use: str, make: Callable[[], Export]) -> None:
    """A file, made on the click."""
    st.download_button(
        label,
        data=lambda: make().content,
        file_name=name,
        mime=MIME[name.rpartition(".")[2]],
        on_click="ignore",
        icon=":material/download:",
        key=f"{use}_{name}_{key}",
    )
