"""« Exporter »: what can be taken, what each format is good for. Files are made when they are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st

from charts import exports
from charts.exports import MIME, Export
from charts.figures import FIGURES
from charts.projection import Outlines, plane
from charts.record import Record
from charts.stamp import Stamp
from pages.shared import reads
from territory.analysis import Reading

GOOD_FOR = {
    "pptx": ("PowerPoint", "une diapositive dont tout se modifie\u00a0: textes, tableau, graphique, régions de la carte"),
    "xlsx": ("Excel", "le tableau avec ses vrais nombres, ses unités et un graphique"),
    "csv": ("CSV", "le tableau seul, pour un autre logiciel"),
    "png": ("Image PNG", "pour un document ou un message, deux fois la taille"),
    "svg": ("Image SVG", "pour l’impression ou un graphiste, nette à toute taille"),
}
SHAPES = {"16-9": "Large (16:9)", "carre": "Carrée"}


@st.cache_resource(show_spinner=False)
def outlines() -> Outlines:
    """The regions' outlines on a plane, for slides."""
    held = reads.edition().outlines
    assert held is not None
    return plane(held)


def stamp(reading: Reading) -> Stamp:
    """What exports print beside their figures: today, the choices in force, this site's address."""
    url = urlsplit(st.context.url or "")
    site = f"{url.scheme}://{url.netloc}" if url.netloc else ""
    return Stamp(reads.edition(), reading, dt.date.today(), site)


def drawable(record: Record) -> bool:
    """Whether exports draw this figure; the others give their table and the image of the screen."""
    return record.kind in FIGURES


def figure_menu(record: Record, reading: Reading) -> None:
    """A figure in every format, with a preview of its image."""
    marks, key = stamp(reading), f"{record.kind}_{record.file_name}"
    for form in ("pptx", "xlsx", "csv"):
        _button(form, f"{form}_{key}", lambda form=form: exports.figure(record, form, marks, outlines()))
    shape = st.segmented_control(
        "Format de l’image", list(SHAPES), format_func=SHAPES.__getitem__, default="16-9", required=True, key=f"shape_{key}"
    )
    shape = shape or "16-9"
    preview = exports.figure(record, "png", marks, outlines(), shape=shape)
    st.image(preview.content, caption="Aperçu de l’image", width=320)
    for form in ("png", "svg"):
        _button(form, f"{form}_{key}", lambda form=form: exports.figure(record, form, marks, outlines(), shape=shape))


def page_menu(region: str | None, reading: Reading) -> None:
    """The bar's menu: the region's documents, then all the domains and all the data."""
    edition, marks = reads.edition(), stamp(reading)
    scores = reads.scores_of(reading)
    if region:
        st.markdown(f"**{edition.regions[region].name}**")
        for form, label, good in (
            ("pdf", "Rapport régional (PDF)", "cinq ou six pages à imprimer ou à envoyer\u202f; la première se suffit"),
            ("pptx", "Diaporama (PowerPoint)", "toute la région en diapositives modifiables"),
            ("xlsx", "Classeur (Excel)", "les chiffres de la région, avec leurs réserves"),
        ):
            _document(label, good, f"{form}_region", form, lambda form=form: exports.report(region, form, marks, outlines(), scores=scores))
    else:
        st.caption("Choisissez votre région pour emporter aussi son rapport, son diaporama et son classeur.")
    st.markdown("**Toutes les régions**")
    for form, label, good in (
        ("pdf", "Atlas des domaines (PDF)", "une carte par domaine, une seule légende"),
        ("pptx", "Atlas des domaines (PowerPoint)", "une carte modifiable par diapositive"),
        ("xlsx", "Toutes les données (Excel)", "valeurs, registre, réserves et méthode, une feuille chacun"),
    ):
        _document(label, good, f"{form}_atlas", form, lambda form=form: exports.atlas(form, marks, outlines(), scores=scores))


def _button(form: str, key: str, make: Callable[[], Export]) -> None:
    label, good = GOOD_FOR[form]
    _document(label, good, key, form, make)


def _document(label: str, good_for: str, key: str, form: str, make: Callable[[], Export]) -> None:
    """One download, made on the click; its name says region, view and date."""
    st.download_button(
        label,
        data=lambda: make().content,
        file_name=name_of(make, form),
        mime=MIME[form],
        on_click="ignore",
        icon=":material/download:",
        key=f"export_{key}",
    )
    st.caption(good_for)


def name_of(make: Callable[[], Export], form: str) -> str:
    raise NotImplementedError
