"""A fact of a region's portrait as pages write it: the same words wherever a domain is listed."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.shared.plain import starred
from territory import wording
from territory.portrait import Fact


def name(fact: Fact) -> str:
    """« 1. Éducation », « Lien social * (à confirmer) », as Markdown: a fragility where it is chosen."""
    if fact.priority is not None:
        return f"{fact.priority}\\. {starred(fact.label)}"
    return f"{starred(fact.label)} (à confirmer)"


def line(fact: Fact) -> str:
    """« 1. ▲▲ **Éducation** : 21,2 % (France 16,7 %) », and under it what is remarked, as Markdown."""
    number = "" if fact.priority is None else f"{fact.priority}\\. "
    symbol = wording.CLASS_SYMBOL[fact.kind]
    national = fact.national_cell
    value = f"{fact.value_text} (France{wording.NBSP}{national})"
    said = f"{number}{symbol} **{starred(fact.domain_label)}**{wording.NBSP}: {value}"
    return f"{said}  \n:small[{fact.remark}]" if fact.remark else said


def mark_note(facts: Iterable[Fact]) -> None:
    """What « * » means, under a list where it stands; nothing where it does not."""
    if note := wording.mark_note([fact.indicator for fact in facts if fact.indicator.contestable]):
        st.caption(starred(note))
