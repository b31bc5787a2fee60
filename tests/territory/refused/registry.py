"""The registry of the indicators."""

from __future__ import annotations

from tests.territory.refused.refusal import Refusal, field, in_registry, not_utf8

REFUSALS = {
    "broken TOML": Refusal(
        in_registry(r"\[indicators\.emploi\]", "[indicators.emploi"),
        "indicators.toml",
        "ligne 363",
        "caractère 19",
        found="autre forme",
        allowed="TOML",
    ),
    "registry not UTF-8": Refusal(
        not_utf8(lambda d: d.registry), "indicators.toml", found="UTF-8", allowed="TOML en UTF-8"
    ),
    "no registry": Refusal(lambda data: data.registry.unlink(), "indicators.toml", found="aucun", allowed="toml"),
    "no section": Refusal(
        in_registry(r"^\[edition\].*?(?=^\[)", ""),
        "indicators.toml",
        "section [edition]",
        "",
        "rien",
        "une section",
    ),
    "unknown polarity": Refusal(
        field("emploi", "polarity", 'polarity = "upwards"'),
        "indicators.toml",
        "indicateur emploi",
        "polarity",
        "upwards",
        "higher_is_more_fragile | lower_is_more_fragile | not_oriented",
    ),
    "no polarity": Refusal(
        field("emploi", "polarity", ""),
        "indicators.toml",
        "indicateur emploi",
        "polarity",
        "rien",
        "sens de lecture",
    ),
    "a polarity without its reason": Refusal(
        field("emploi", "polarity_reason", ""),
        "indicators.toml",
        "indicateur emploi",
        "polarity_reason",
        "rien",
        "sa raison",
    ),
    "contestable without a reason": Refusal(
        field("mobilite", "contestable_reason", ""),
        "indicators.toml",
        "indicateur mobilite",
        "contestable_reason",
        "",
        "une raison",
    ),
    "unknown reliability": Refusal(
        field("emploi", "reliability", 'reliability = "D"'),
        "indicators.toml",
        "indicateur emploi",
        "reliability",
        "D",
        "A | B | C",
    ),
    "missing unit": Refusal(
        field("emploi", "unit", ""), "indicators.toml", "indicateur emploi", "unit", "", "obligatoire"
    ),
    "empty unit": Refusal(
        field("emploi", "unit", 'unit = ""'), "indicators.toml", "indicateur emploi", "unit", "", "unité"
    ),
    "missing source": Refusal(
        field("emploi", "source", ""),
        "indicators.toml",
        "indicateur emploi",
        "source",
        "",
        "un texte non vide",
    ),
    "missing year": Refusal(
        field("emploi", "year", 'year = ""'), "indicators.toml", "indicateur emploi", "year", "", "année"
    ),
    "missing decimals": Refusal(
        field("emploi", "decimals", ""), "indicators.toml", "indicateur emploi", "decimals", "", "obligatoire"
    ),
    "decimals in quotes": Refusal(
        field("emploi", "decimals", 'decimals = "1"'),
        "indicators.toml",
        "indicateur emploi",
        "decimals",
        "1",
        "entier",
    ),
    "a number for a text": Refusal(
        field("emploi", "label", "label = 3"),
        "indicators.toml",
        "indicateur emploi",
        "label",
        "3",
        "un texte",
    ),
    "a short label longer than a line": Refusal(
        field("emploi", "short", f'short = "{"x" * 37}"'),
        "indicators.toml",
        "indicateur emploi",
        "short",
        "x" * 37,
        "36 caractères",
    ),
    "another unit than published without a reason": Refusal(
        field("emploi", "form", 'form = "number"\nshift = 2'),
        "indicators.toml",
        "indicateur emploi",
        "shift_reason",
        "",
        "raison",
    ),
    "a text for a switch": Refusal(
        field("emploi", "core", 'core = "oui"'),
        "indicators.toml",
        "indicateur emploi",
        "core",
        "oui",
        "true ou false",
    ),
    "an edition without a title": Refusal(
        in_registry("^title = [^\n]*\n", ""), "indicators.toml", "section [edition]", "title", "", "publisher"
    ),
    "a domain without a label": Refusal(
        in_registry('^label = "Emploi"\n', ""), "indicators.toml", "domaine emploi", "label", "", "un texte"
    ),
    "a phrase without its number": Refusal(
        field("emploi", "phrase", 'phrase = "un taux de chômage"'),
        "indicators.toml",
        "indicateur emploi",
        "phrase",
        "un taux de chômage",
        "{v}",
    ),
    "unknown form": Refusal(
        field("emploi", "form", 'form = "words"'),
        "indicators.toml",
        "indicateur emploi",
        "form",
        "words",
        "percent",
    ),
    "unknown domain": Refusal(
        field("emploi", "domain", 'domain = "emplois"'),
        "indicators.toml",
        "indicateur emploi",
        "domain",
        "emplois",
        "pouvoir_achat",
    ),
    "unknown field": Refusal(
        field("emploi", "core", "coeur = true"),
        "indicators.toml",
        "indicateur emploi",
        "coeur",
        "True",
        "core",
    ),
    "unknown dimension": Refusal(
        in_registry(r'dimension = "economique"', 'dimension = "economic"'),
        "indicators.toml",
        "domaine emploi",
        "dimension",
        "economic",
        "economique",
    ),
    "a domain without an indicator": Refusal(
        in_registry(
            r"^\[domains\.culture\]",
            '[domains.vide]\nlabel = "Vide"\ndimension = "sociale"\n\n[domains.culture]',
        ),
        "indicators.toml",
        "domaine vide",
        "",
        "aucun indicateur",
        "au moins un",
    ),
    "a check of an unknown indicator": Refusal(
        field("densite", "check", 'check = { kind = "ratio", of = "population", by = "surface" }'),
        "indicators.toml",
        "indicateur densite",
        "check",
        "surface",
        "code du registre",
    ),
    "an unknown check": Refusal(
        field("population", "check", 'check = { kind = "product" }'),
        "indicators.toml",
        "indicateur population",
        "check",
        "product",
        "sum | sum_without | share | ratio",
    ),
    "a check in one word": Refusal(
        field("population", "check", 'check = "sum"'),
        "indicators.toml",
        "indicateur population",
        "check",
        "sum",
        "kind",
    ),
    "a ratio by nothing": Refusal(
        field("densite", "check", 'check = { kind = "ratio", of = "population" }'),
        "indicators.toml",
        "indicateur densite",
        "check",
        "",
        "code du registre",
    ),
    "a sum without nobody": Refusal(
        field("finances_publiques", "check", 'check = { kind = "sum_without" }'),
        "indicators.toml",
        "indicateur finances_publiques",
        "check.excluded",
        "",
        "une région",
    ),
    "a check with an unknown field": Refusal(
        field("population", "check", 'check = { kind = "sum", tolerance = 1 }'),
        "indicators.toml",
        "indicateur population",
        "check.tolerance",
        "1",
        "kind | of | by | excluded",
    ),
}
