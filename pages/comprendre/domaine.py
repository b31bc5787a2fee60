"""Un domaine: the map beside the labelled dots, the table, the definition, what helps; or the atlas of all domains."""

from __future__ import annotations

from pages.comprendre.parts import domaine_atlas, domaine_figures, domaine_helps
from pages.shared import furniture, identity, reads, selection
from territory import wording

edition = reads.edition()
registry = edition.registry
chosen = selection.now()
domain = registry.domains[
    selection.one("domaine", registry.domains, "domaine", lambda code: getattr(registry.domain_of(code), "code", None))
    or next(iter(registry.domains))
]
indicators = [i for i in registry.of_domain(domain.code) if chosen.reading.keeps(i)]


def one_domain() -> None:
    """The domain chosen: each of its indicators drawn, then described; then what can help."""
    if not indicators:
        furniture.opening(
            f"{domain.label}{wording.NBSP}: un domaine laissé de côté par vos réglages de lecture", "", chosen.reading
        )
    for position, indicator in enumerate(indicators):
        domaine_figures.show(indicator, chosen, first=position == 0)
        identity.show(edition, indicator)
    domaine_helps.show(domain.code, chosen.region)


if domaine_atlas.wanted(registry, domain, indicators, chosen):
    domaine_atlas.show(edition, chosen)
else:
    one_domain()
