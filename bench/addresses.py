"""The pages that are measured, by the name that the tables give them."""

from __future__ import annotations

PAGES = {
    "Vue d'ensemble": "/?region=32",
    "Mon territoire": "/territoire?region=32",
    "Un domaine": "/domaine?domaine=emploi&region=32",
    "Atlas": "/domaine?vue=atlas&region=32",
    "Comparer": "/comparer?regions=32,53&region=32",
    "Ressources": "/ressources?region=32",
    "Méthode": "/methode?region=32",
    "Données": "/donnees?region=32",
    "Réunion, 5 vues": "/reunion?region=32&vues="
    + ",".join(("profil.32", "carte.32.emploi", "classement.32.emploi", "vue-ensemble.32", "comparaison...32-53")),
}
