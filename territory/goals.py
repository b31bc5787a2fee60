"""The Sustainable Development Goals of the UN: their names, and those that a domain or a resource is tied to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from territory.csvfile import Cells, read_table
from territory.errors import DataError
from territory.resources import ALLIANCES, GOALS

FILE, OF_DOMAINS_FILE, OF_RESOURCES_FILE = FILES = ("sdg.csv", "domain_sdg.csv", "resource_sdg.csv")


def load_goals(path: Path) -> Mapping[int, str]:
    goals: dict[int, str] = {}
    for line, row in read_table(path, ("number", "name")):
        if row["number"] != str(len(goals) + 1) or len(goals) == GOALS:
            raise DataError(path.name, line, "number", row["number"], f"les nombres de 1 à {GOALS}, dans l’ordre")
        goals[len(goals) + 1] = Cells(path.name, line, row).wanted("name")
    if len(goals) != GOALS:
        raise DataError(path.name, "", "number", f"{len(goals)} lignes", f"{GOALS} lignes")
    return goals


def of_domains(path: Path, domains: Collection[str], goals: Mapping[int, str]) -> Mapping[str, Mapping[int, str]]:
    ties: dict[str, dict[int, str]] = {domain: {} for domain in domains}
    for line, row in read_table(path, ("domain", "sdg", "reason")):
        if row["domain"] not in ties:
            raise DataError(path.name, line, "domain", row["domain"], " | ".join(ties))
        goal = _goal(path.name, line, row["sdg"], goals)
        if goal in ties[row["domain"]]:
            raise DataError(path.name, line, "sdg", row["sdg"], "un objectif une seule fois par domaine")
        ties[row["domain"]][goal] = Cells(path.name, line, row).wanted("reason")
    for domain, found in ties.items():
        if ALLIANCES not in found or len(found) < 2:
            allowed = f"l’objectif {ALLIANCES} et au moins un autre"
            raise DataError(path.name, domain, "sdg", ", ".join(map(str, found)) or "aucun", allowed)
    return ties


def of_resources(
    path: Path, resources: Collection[str], goals: Mapping[int, str], documents: Collection[str]
) -> Mapping[str, tuple[int, ...]]:
    ties: dict[str, tuple[int, ...]] = {}
    for line, row in read_table(path, ("id", "sdg", "document", "passage")):
        if row["id"] not in resources:
            raise DataError(path.name, line, "id", row["id"], "un identifiant de resources.csv")
        if row["document"] not in documents:
            raise DataError(path.name, line, "document", row["document"], " | ".join(documents))
        Cells(path.name, line, row).wanted("passage")
        goal = _goal(path.name, line, row["sdg"], goals)
        if goal in ties.get(row["id"], ()):
            raise DataError(path.name, line, "sdg", row["sdg"], "un objectif une seule fois par ressource")
        ties[row["id"]] = (*ties.get(row["id"], ()), goal)
    return ties


def _goal(file: str, line: str, text: str, goals: Mapping[int, str]) -> int:
    if text not in {str(number) for number in goals}:
        raise DataError(file, line, "sdg", text, f"un nombre de 1 à {len(goals)}")
    return int(text)
