"""Sécurité et données personnelles: what the site knows of a visitor, what is kept, and how to report a flaw."""

from __future__ import annotations

import streamlit as st

from pages.shared import furniture, service
from pages.shared.foot import UNKNOWN
from pages.shared.plain import escaped

held = service.operator()


def said(text: str) -> str:
    return escaped(text) if text else UNKNOWN


furniture.opening(
    "Sécurité et données personnelles",
    "Ce site ne demande ni nom, ni adresse, ni compte. Il ne mesure pas l’audience et n’appelle aucun autre site.",
)
st.header("Ce que le site garde", anchor=False)
st.markdown(
    "- **Vos choix** (région, domaine, lecture, vues d’une réunion, leurs titres et leurs légendes) sont dans "
    "l’adresse de la page et dans votre "
    "navigateur. Le serveur les tient en mémoire le temps de la visite\u202f; une minute après la fermeture de "
    "l’onglet, "
    "il peut les oublier.\n"
    "- **Un fichier que vous ouvrez** (2\u00a0Mo au plus) est lu en mémoire, sur la seule page qui le demande, et "
    "oublié au bout d’une minute. Une table de vos propres chiffres reste en mémoire le temps de la visite, pour vous "
    "seul. Rien n’en est gardé sur un disque.\n"
    "- **Les documents** sont faits à la demande. Les derniers restent en mémoire, sans lien avec qui les a "
    "demandés, pour "
    "ne pas les refaire\u202f; le service ne les écrit pas sur un disque.\n"
    "- **Deux témoins de connexion** (cookies), tous deux nécessaires\u00a0: «\u00a0observatoire\u00a0», qui "
    "conduit vos "
    "demandes au même serveur quand il y en a plusieurs, et «\u00a0\\_streamlit\\_xsrf\u00a0», qui empêche un autre "
    "site d’agir "
    "à votre place. Aucun ne sert à vous reconnaître d’une visite à l’autre.\n"
    "- **Les ateliers** gardent, le temps que dit l’organisateur (90\u00a0jours au plus), les réponses sans nom ni "
    "adresse IP, et un témoin propre à l’atelier, pour qu’un appareil compte une fois. *Agir › Atelier* dit ce qui "
    "est gardé, par qui, et comment l’effacer."
)
st.header("Les journaux", anchor=False)
st.markdown(
    "Le serveur frontal peut noter l’adresse IP, la date et la page demandée, sans les choix qu’elle "
    "contient\u202f; c’est "
    "ce qui permet de voir une panne ou une attaque. Durée de conservation, fixée par l’exploitant\u00a0: "
    f"{said(held.logs_kept)}. Le service lui-même n’écrit aucune adresse IP. Il s’en sert, en mémoire, pour limiter "
    "les pages, les fichiers, les documents et les ateliers que chacun demande."
)
st.header("Vos droits", anchor=False)
st.markdown(
    f"Responsable du traitement des journaux\u00a0: {said(held.name)}. Pour exercer vos droits d’accès, de "
    f"rectification, "
    f"d’effacement, de limitation ou d’opposition, écrivez à\u00a0: {said(held.contact)}. Vous pouvez aussi adresser "
    f"une "
    "réclamation à la CNIL (cnil\\.fr)."
)
st.header("Signaler une faille", anchor=False)
st.markdown(
    f"Écrivez d’abord, en privé, à\u00a0: {said(held.contact)}. Dites ce que vous avez fait et ce qui s’est "
    f"passé\u202f; ne "
    "publiez rien avant la correction. Il vous sera répondu."
)
