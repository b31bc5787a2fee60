"""The classes that a legend shows: the five oriented ones, then those without an orientation."""

from __future__ import annotations

from collections.abc import Mapping

from territory.analysis import FragilityClass

ORIENTED = (
    FragilityClass.MUCH_MORE_FRAGILE,
    FragilityClass.MORE_FRAGILE,
    FragilityClass.NEAR,
    FragilityClass.LESS_FRAGILE,
    FragilityClass.MUCH_LESS_FRAGILE,
)
"""From the most to the least fragile: a legend of an oriented indicator has them all."""

LABEL: Mapping[FragilityClass, str] = {FragilityClass.NEAR: "Proche, ou dans l’arrondi"}
"""Where an entry says more than its class: it holds the cells that rounding cannot tell apart too."""


def legend_class(kind: FragilityClass) -> FragilityClass:
    """A cell that rounding cannot tell from the national value has the colour of the near ones, and their entry."""
    return FragilityClass.NEAR if kind is FragilityClass.INDISTINGUISHABLE else kind
