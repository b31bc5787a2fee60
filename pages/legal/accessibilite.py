"""Accessibilité: the statement that the RGAA asks for, truthful about what is not met."""

from __future__ import annotations

import streamlit as st

from pages.shared import furniture, service
from pages.shared.foot import UNKNOWN
from pages.shared.plain import escaped
from pages.shared.sitemap import SITE

held = service.operator()
contact = held.accessibility_contact or held.contact

furniture.opening("Déclaration d’accessibilité\u00a0: non conforme")
st.markdown(
    f"{escaped(held.name) if held.name else f'L’organisme qui publie ce site ({UNKNOWN})'} s’engage à rendre ses "
    f"sites "
    "accessibles, conformément à l’article 47 de la loi n°\u00a02005-102 du 11 février 2005. Cette déclaration "
    "s’applique "
    f"à «\u00a0{SITE}\u00a0»."
)
st.header("État de conformité", anchor=False)
st.markdown(
    "Ce site est **non conforme** avec le référentiel général d’amélioration de l’accessibilité (RGAA), "
    "version\u00a04.1\u00a0: "
    "aucun audit de conformité n’en a encore été fait, et les contenus ci-dessous ne sont pas accessibles."
)
st.header("Résultats des tests", anchor=False)
st.markdown(
    "Les pages passent le contrôle automatique axe-core, en clair et en sombre, à chaque version\u202f; un tel "
    "contrôle "
    "ne voit qu’une partie des critères et ne remplace pas un audit. Aucun taux de conformité n’est donc annoncé."
)
st.header("Contenus non accessibles", anchor=False)
st.markdown(
    "**Non-conformités connues**\n"
    "- Les tableaux interactifs sont dessinés dans un canevas\u00a0: un lecteur d’écran n’en lit pas toutes les "
    "cellules. "
    "Les mêmes chiffres sont dans les documents à télécharger (Excel, page HTML).\n"
    "- Sur certaines figures (points d’une comparaison, cercles), cliquer pour choisir demande une souris ou un "
    "doigt\u202f; les listes et les menus font de même au clavier. Chaque figure a un texte de remplacement.\n"
    "- Le changement d’une page n’est pas toujours annoncé aux lecteurs d’écran.\n"
    "- Les diaporamas et les classeurs n’ont pas été vérifiés avec un lecteur d’écran\u202f; les PDF sont balisés, "
    "sans "
    "avoir été audités.\n\n"
    "**Dérogations pour charge disproportionnée**\u00a0: aucune n’est invoquée.\n\n"
    "**Contenus non soumis à l’obligation**\u00a0: les documents et les sites d’autres organismes vers lesquels "
    "mènent les "
    "ressources."
)
st.header("Établissement de cette déclaration", anchor=False)
st.markdown(
    "Établie le 21 novembre 2026. Technologies\u00a0: HTML5, CSS, JavaScript, SVG, WAI-ARIA. Vérifications faites "
    "avec "
    "Chromium et axe-core\u202f; aucune avec NVDA, JAWS ou VoiceOver."
)
st.header("Retour d’information et contact", anchor=False)
st.markdown(
    "Si vous ne pouvez pas accéder à un contenu ou à un service, écrivez, pour être orienté ou l’obtenir sous une "
    "autre "
    f"forme, à\u00a0: {escaped(contact) if contact else UNKNOWN}."
)
st.header("Voies de recours", anchor=False)
st.markdown(
    "Si vous avez signalé un défaut d’accessibilité qui vous empêche d’accéder à un contenu et n’avez pas eu de "
    "réponse "
    "satisfaisante, vous pouvez\u00a0:\n"
    "- écrire un message au Défenseur des droits (formulaire\\.defenseurdesdroits\\.fr)\u202f;\n"
    "- contacter sa déléguée ou son délégué dans votre région\u202f;\n"
    "- envoyer un courrier, gratuit et sans timbre\u00a0: Défenseur des droits, Libre réponse 71120, 75342 Paris "
    "Cedex 07."
)
