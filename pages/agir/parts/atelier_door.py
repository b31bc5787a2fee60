"""The workshop that a session has opened, by a secret address: it comes after « # », and stays in the session.

``deploy/french.js`` gives the page what stands after « # », which no request carries; it is taken out of the address at
once, so that neither a log, nor a copied link, nor a referrer holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import streamlit as st

from pages.shared import exports, opened_workshops, plain, selection
from pages.shared.opened_workshops import store
from territory.workshop.errors import FormError, Refused, StoreAway
from territory.workshop.records import Keys, Workshop

KEY, READER = "cle", "lecteur"
_NAMES = (KEY, READER)
_REFUSED, _UNKNOWN = "atelier_refused", "atelier_unknown"
UNKNOWN = "Cette adresse d’atelier n’est pas connue\u00a0: elle est incomplète, ou l’atelier a été effacé."


def take() -> None:
    """Keep the secret of the address for this session, and take it out of the address."""
    for name in _NAMES:
        found = st.query_params.pop(name, None)
        if found:
            use(name, found)


def use(name: str, secret: str) -> None:
    """Open a workshop by one of its secrets, instead of another."""
    for other in _NAMES:
        st.session_state.pop(f"atelier_{other}", None)
    st.session_state[f"atelier_{name}"] = secret[:64]


def leave() -> None:
    for name in (*_NAMES, "keys", "wall"):
        st.session_state.pop(f"atelier_{name}", None)


def workshop() -> Workshop | None:
    """The workshop as it stands now; none, and a word, where its address opens none any more."""
    for name, find in ((KEY, store().by_facilitator), (READER, store().by_reader)):
        secret = st.session_state.get(f"atelier_{name}")
        if not secret:
            continue
        found = find(secret)
        if found is None:
            leave()
            st.session_state[_UNKNOWN] = UNKNOWN
        else:
            opened_workshops.remember(found, secret)
        return found
    return None


def renew_reader(held: Workshop) -> None:
    """Another address to read by; both are then shown again, as when the workshop was prepared."""
    reader = store().renew_reader(held)
    st.session_state["atelier_keys"] = Keys(held.code, st.session_state[f"atelier_{KEY}"], reader)


def link(name: str, secret: str) -> str:
    """The address to keep, on the edition in force: the secret after « # »."""
    reading = selection.now().reading
    return f"{exports.stamp(reading).address('atelier')}#{name}={secret}"


def vote_link(code: str) -> str:
    """Where people answer."""
    return f"{site()}/vote/{code}"


def site() -> str:
    return exports.stamp(selection.now().reading).site


def ask_for_an_address() -> None:
    """A field to paste an address that was kept: it opens the workshop."""
    with st.form("atelier_open", clear_on_submit=True):
        given = st.text_input(
            "Vous avez déjà une adresse d’atelier\u202f? Collez-la ici",
            type="password",
            autocomplete="off",
            max_chars=300,
        )
        if st.form_submit_button("Ouvrir cet atelier"):
            read = re.search(rf"(?:^|[#?&])({KEY}|{READER})=([\w-]{{22,64}})", given)
            if read:
                use(read[1], read[2])
            else:
                st.session_state[_UNKNOWN] = UNKNOWN
            st.rerun()


def offer_to_leave() -> None:
    st.button("Quitter cet atelier", on_click=leave, icon=":material/logout:", key="atelier_leave")
    st.caption("L’atelier continue. Pour y revenir, il faut son adresse\u00a0: gardez-la.")


# --- what is done, and what is refused -------------------------------------------------------------------


def do(action: Callable[[], object]) -> bool:
    """An action on the store, from a click; what it refuses is said above the page. Whether it was done."""
    try:
        action()
    except FormError as error:
        st.session_state[_REFUSED] = list(error.messages)
    except (Refused, StoreAway) as error:
        st.session_state[_REFUSED] = [str(error)]
    else:
        return True
    return False


def click(action: Callable[[], object]) -> None:
    """``do``, as a button's callback."""
    do(action)


def say_what_was_refused() -> None:
    for message in st.session_state.pop(_REFUSED, []):
        st.warning(plain.escaped(message), icon=":material/block:")
    if unknown := st.session_state.pop(_UNKNOWN, ""):
        st.warning(unknown, icon=":material/key_off:")
