"""The classes of fragility: their names and their signs."""

from __future__ import annotations

from collections.abc import Mapping

from territory.analysis import FragilityClass

CLASS_LABEL: Mapping[FragilityClass, str] = {
    FragilityClass.MUCH_MORE_FRAGILE: "Nettement plus fragile",
    FragilityClass.MORE_FRAGILE: "Plus fragile",
    FragilityClass.NEAR: "Proche de la valeur nationale",
    FragilityClass.LESS_FRAGILE: "Moins fragile",
    FragilityClass.MUCH_LESS_FRAGILE: "Nettement moins fragile",
    FragilityClass.INDISTINGUISHABLE: "Non distinguable aux arrondis près",
    FragilityClass.NOT_ORIENTED: "Non orienté",
    FragilityClass.MISSING: "Donnée non disponible",
}
CLASS_SYMBOL: Mapping[FragilityClass, str] = {
    FragilityClass.MUCH_MORE_FRAGILE: "▲▲",
    FragilityClass.MORE_FRAGILE: "▲",
    FragilityClass.NEAR: "=",
    FragilityClass.LESS_FRAGILE: "▼",
    FragilityClass.MUCH_LESS_FRAGILE: "▼▼",
    FragilityClass.INDISTINGUISHABLE: "=",
    FragilityClass.NOT_ORIENTED: "",
    FragilityClass.MISSING: "",
}
