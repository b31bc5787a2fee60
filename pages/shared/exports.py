"""« Exporter »: what can be taken, what each format is good for. Files are made when they are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from charts import exports
from charts.exports import MIME, Export
from charts.projection import Outlines, plane_of
from charts.record import Record
from charts.stamp import Stamp, address_of
from pages.shared import making, reads
from pages.shared.making import Document
from territory.analysis import Reading
from territory.trial import METHOD, Trial

GOOD_FOR = {
    "pptx": (
        "PowerPoint",
        "une diapositive dont tout se modifie\u00a0: textes, tableau, graphique, régions de la carte",
    ),
    "xlsx": ("Excel", "le tableau avec ses vrais nombres, ses unités et un graphique"),
    "csv": ("CSV", "le tableau seul, pour un autre logiciel"),
    "png": ("Image PNG", "pour un document ou un message, deux fois la taille"),
    "svg": ("Image SVG", "pour l’impression ou un graphiste, nette à toute taille"),
}
TO_SEND = "à imprimer ou à envoyer\u202f; la première page se suffit"
EVERYTHING = "valeurs, registre, réserves et méthode, une feuille chacun"
PREVIEW_HEIGHT = {"16-9": 230, "carre": 370}
SHAPES = {"16-9": "Large (16:9)", "carre": "Carrée"}


@st.cache_resource(show_spinner=False)
def outlines() -> Outlines:
    """The regions' outlines on a plane, for slides."""
    return plane_of(reads.edition())


def stamp(reading: Reading, trial: Trial = METHOD) -> Stamp:
    """What exports print beside their figures: today, the choices in force, this site's address."""
    url = urlsplit(st.context.url or "")
    site = f"{url.scheme}://{url.netloc}" if url.netloc else ""
    return Stamp(reads.edition(), reading, dt.date.today(), site, trial)


def figure_menu(record: Record, reading: Reading) -> None:
    """A figure in every format, with a preview of its image."""
    marks, key = stamp(reading), f"{record.kind}_{record.file_name}"

    def offer(form: str, shape: str = "16-9") -> None:
        label, good = GOOD_FOR[form]
        name = exports.figure_name(record, form, marks)
        _download(label, good, name, key, lambda: exports.figure(record, form, marks, outlines(), shape=shape))

    for form in ("pptx", "xlsx", "csv"):
        offer(form)
    chosen = st.segmented_control(
        "Image", list(SHAPES), format_func=SHAPES.__getitem__, default="16-9", required=True, key=f"shape_{key}"
    )
    shape = chosen or "16-9"
    with st.container(height=PREVIEW_HEIGHT[shape], border=False):  # kept, so that nothing moves when it arrives
        st.image(preview(record, marks, shape), caption="Aperçu de l’image", alt=record.alt, width=320)
    for form in ("png", "svg"):
        offer(form, shape)


def preview(record: Record, marks: Stamp, shape: str = "16-9") -> bytes:
    """The image that would be downloaded; kept, for what the record says and what is printed beside it."""
    said = (record.name, record.title, record.subtitle, record.source, record.alt, marks.choices, marks.day)
    return _preview(record, marks, shape, (record.kind, *said, address_of(record, marks)))


@st.cache_data(show_spinner=False, max_entries=200)
def _preview(_record: Record, _marks: Stamp, shape: str, said: tuple[str, ...]) -> bytes:
    return exports.figure(_record, "png", _marks, outlines(), shape=shape).content


def page_menu(region: str | None, reading: Reading, trial: Trial) -> None:
    """The bar's menu: the region's documents, then all the domains and all the data."""
    marks, scores = stamp(reading, trial), reads.scores_of(reading)

    def of_region(form: str, label: str, good: str, part: str) -> Document:
        name = exports.report_name(str(region), form, marks)
        made = partial(
            exports.report, str(region), form, marks, outlines(), scores=scores, places=reads.places(),
            shifts=reads.shifts(), catalogue=reads.library().catalogue,
        )  # fmt: skip
        return Document(f"export_{name}", label, good, name, part, lambda told: made(told=told))

    def of_all(form: str, label: str, good: str, part: str) -> Document:
        name = exports.atlas_name(form, marks)
        made = partial(exports.atlas, form, marks, outlines(), scores=scores)
        return Document(f"export_{name}", label, good, name, part, lambda told: made(told=told))

    groups = {}
    if region:
        groups[f"**{marks.edition.regions[region].name}**"] = [
            of_region("pdf", "Rapport régional (PDF)", TO_SEND, "Partie"),
            of_region("pptx", "Diaporama (PowerPoint)", "toute la région, en diapositives modifiables", "Partie"),
            of_region("xlsx", "Classeur (Excel)", "les chiffres de la région, avec leurs réserves", "Feuille"),
        ]
    else:
        st.caption("Choisissez votre région pour emporter aussi son rapport, son diaporama et son classeur.")
    groups["**Toutes les régions**"] = [
        of_all("pdf", "Atlas des domaines (PDF)", "une carte par domaine, une seule légende", "Carte"),
        of_all("pptx", "Atlas des domaines (PowerPoint)", "une carte modifiable par diapositive", "Carte"),
        of_all("xlsx", "Toutes les données (Excel)", EVERYTHING, "Feuille"),
    ]
    making.offer(groups)


def _download(label: str, good_for: str, name: str, key: str, make: Callable[[], Export]) -> None:
    """One download, made on the click; its name says region, view and date."""
    st.download_button(
        label,
        data=lambda: make().content,
        file_name=name,
        mime=MIME[name.rpartition(".")[2]],
        on_click="ignore",
        icon=":material/download:",
        key=f"export_{name}_{key}",
    )
    st.caption(good_for)
