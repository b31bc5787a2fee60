"""What voters are asked: the same words on the projected page, the slide and the printed sheet."""

from __future__ import annotations

from territory.wording.typography import NBSP, THIN
from territory.workshop.model import MOST_ON_ONE, POINTS

HOW = (
    f"Partagez {POINTS}{NBSP}points entre les domaines où votre territoire vous paraît le plus fragile{THIN}; "
    f"{MOST_ON_ONE} au plus sur un seul."
)
NO_NAME = f"Ni compte, ni nom{NBSP}: dites seulement quel acteur vous êtes."
SECOND = f"Facultatif, à droite{NBSP}: ici, par rapport à ailleurs, ce domaine est… (une case par ligne)."
