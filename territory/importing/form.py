"""The sheets of the template and their columns, in French: how a file says itself what an edition needs."""

from __future__ import annotations

from territory.indicators import Polarity

EDITION, INDICATORS, TERRITORIES, VALUES, FLAGS = "Édition", "Indicateurs", "Territoires", "Valeurs", "Réserves"
GUIDE = "Mode d’emploi"
EDITION_FIELDS = {
    "Titre": "title",
    "Éditeur": "publisher",
    "Année de publication": "published",
    "Niveau": "level",
    "Référence": "reference",
    "Licence": "licence",
}
INDICATOR_FIELDS = {
    "Indicateur": "header",
    "Libellé": "label",
    "Unité": "unit",
    "Décimales": "decimals",
    "Domaine": "domain",
    "Dimension": "dimension",
    "Sens de lecture": "polarity",
    "Raison du sens": "polarity_reason",
    "Source": "source",
    "Année": "year",
    "Contestable": "contestable",
    "Raison du doute": "contestable_reason",
    "Fiabilité": "reliability",
}
TERRITORY_FIELDS = {
    "Code": "code",
    "Nom": "name",
    "Nom court": "short",
    "Avec l’article": "subject",
    "Dans": "locative",
    "De": "genitive",
    "Longitude": "lon",
    "Latitude": "lat",
    "Code du parent": "parent",
    "Nom du parent": "parent_name",
}
FLAG_FIELDS = {
    "Indicateur": "indicator",
    "Réserve": "flag",
    "Gravité": "severity",
    "Territoires": "territories",
    "Constat": "finding",
    "Traitement": "treatment",
}
POLARITIES = {
    "plus élevé, plus fragile": Polarity.HIGHER_IS_MORE_FRAGILE,
    "plus bas, plus fragile": Polarity.LOWER_IS_MORE_FRAGILE,
    "non orienté": Polarity.NOT_ORIENTED,
}
YES_NO = {"oui": True, "non": False}
RELIABILITIES = ("A", "B", "C")
