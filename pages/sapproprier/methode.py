"""Méthode: one published number followed to its rank, then the formulas with the code's own constants, the words, what
was not chosen and why."""

from __future__ import annotations

import streamlit as st

from pages.sapproprier.parts import methode_tables, methode_text, methode_trial
from pages.shared import furniture, reads, selection, sheets
from territory import wording
from territory.robustness import MOST, too_many

edition = reads.edition()
chosen = selection.now()
furniture.opening(
    "Comment une fragilité est mesurée",
    "Pas de seuil idéal ni de barème\u00a0: un écart entre un territoire et "
    f"{edition.words.the_value}, dit avec ses limites.",
    chosen.reading,
)

example = methode_text.example_of(chosen.region)
if example:
    st.header(methode_text.example_title(edition, example), anchor=False)
    st.markdown(methode_text.story(example))

st.header("L’idée", anchor=False)
st.markdown(methode_text.idea(edition))

st.header("Les formules", anchor=False)
st.markdown(methode_text.formulas(edition))
if example:
    st.markdown(methode_text.worked_example(example))

st.header("Les classes", anchor=False)
sheets.show(methode_tables.classes(), key="classes_table", alt="Les classes et leurs bornes")

st.header("Les mots de la méthode", anchor=False)
sheets.show(methode_tables.glossary(), key="glossary_table", alt="Les mots de la méthode")

st.header("Sens de lecture, réserves et fiabilité", anchor=False)
st.markdown(methode_text.polarity(edition))
sheets.show(methode_tables.polarities(), key="polarity_table", alt="Sens de lecture et fiabilité de chaque indicateur")

st.header("Ces places tiennent-elles\u202f?", anchor=False)
st.markdown(methode_text.robustness(chosen.reading))
if not too_many(edition):
    positions = methode_tables.positions(chosen.reading)
    sheets.show(positions, key="positions_table", alt="Positions d’ensemble, en intervalles")

st.header("Regards croisés\u00a0: ce qui est perçu, à côté de ce qui est mesuré", anchor=False)
st.markdown(methode_text.perceived(edition))

st.header("Essayez une autre façon de calculer", anchor=False)
if too_many(edition):
    st.markdown(f"{wording.not_computed(edition.level, MOST)}.")
elif chosen.region:
    methode_trial.show(edition, edition.regions[chosen.region], chosen.reading)
else:
    what = f"Choisissez votre {edition.level.singular}, en haut de la page"
    st.markdown(f"{what}, pour voir ce qui y change et ce qui n’y change pas.")

st.header("Ce qui n’a pas été choisi, et pourquoi", anchor=False)
st.markdown(methode_text.not_chosen())

st.header("Ce que ces chiffres ne disent pas", anchor=False)
st.markdown(methode_text.limits(edition))
