"""The ASGI entry: `python -m uvicorn deploy.serve:app`, for `make run` and for production."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import pkgutil
import threading
import time
import traceback
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.session_state import WStates

from deploy import assets
from deploy.assets import Assets
from deploy.fragments import copy_places_once
from deploy.guard import Guard, content_security_policy
from deploy.health import health_route, missing_files
from deploy.outlines import Outlines
from deploy.pace import Pace
from deploy.page import PUBLIC_PAGES, ROOT, french_page, not_found_page, page_routes, streamlit_index
from deploy.quiet import quieten
from deploy.session_reads import read_one_key
from deploy.storage import unwritable
from deploy.uploads import Uploads, forget, has_uploader
from deploy.workshop.names import names_of
from deploy.workshop.routes import Vote
from deploy.workshop.upkeep import upkeep
from pages.shared.press import MOST
from territory.errors import DataError
from territory.operator import OPERATOR_FILE, left_out
from territory.workshop.address import address
from territory.workshop.store import Store, open_store

logger = logging.getLogger("observatoire")

SCRIPT_ERROR = (
    "Cette page n’a pas pu s’afficher. Le reste du site fonctionne : choisissez une autre page dans le menu, "
    "ou rechargez celle-ci dans quelques instants."
)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    # Streamlit makes a file in a thread of the loop's own pool, six of them on two cores: those who wait for the press
    # would hold them all, and the quick files with them.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(MOST + 12, thread_name_prefix="files"))
    prepare()
    async with upkeep(workshops, vote.forget):
        yield


def prepare() -> None:
    """Load what pages need before the first visitor, then take it out of the garbage collector's rounds.

    Without the freeze every collection walks the modules and frames again, on every visitor's rerun.
    """
    configure_logs()
    use_declared_pages()
    copy_places_once()
    read_one_key()
    started = time.perf_counter()
    warm_up()
    threading.Thread(target=tell_what_is_left, name="tell", daemon=True).start()
    gc.collect()
    gc.freeze()
    logger.info("ready in %.1f s", time.perf_counter() - started)


def tell_what_is_left() -> None:
    """What the operator has to mend or to fill in, a line each; `/health` tells the same."""
    from pages.shared.service import operator

    for name in missing_files():
        logger.error("file missing, pages will lack what it holds: %s", name)
    unwritable()  # says so itself, with the reason
    if empty := left_out(operator()):
        logger.warning("%s leaves out %s: the legal pages say so", OPERATOR_FILE, ", ".join(empty))


def use_declared_pages() -> None:
    """Tell Streamlit before the first visitor that `st.navigation` lists the pages.

    Where a folder is named `pages`, and until some run of the app has called `st.navigation`, Streamlit looks
    for the page among the scripts directly in it: a deep link to a cold server opens under a « Page not
    found » box.
    """
    PagesManager.uses_pages_directory = False


def warm_up() -> None:
    """Load the data, and what the first page imports.

    A refused table does not stop the server: the operator reads why here, visitors on each page.
    """
    from pages.shared.service import warm  # not at the top: caches want Streamlit's runtime, started by now

    try:
        warm()
    except (DataError, OSError) as error:
        logger.error("data not loaded, pages will say so: %s", error)
    else:
        threading.Thread(target=warm_on, name="warm", daemon=True).start()


def warm_on() -> None:
    """While the server answers already: what the first visitors would wait for, from the soonest asked for.

    Then every module that a page, a document or a file of a visitor's may import: half a second that the start has not.
    """
    from pages.shared import service

    assets.warm()
    service.warm_views()
    for package in ("territory", "charts"):
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    gc.freeze()


def report_script_error(error: Exception) -> bool:
    """One line for the operator, a sentence for the visitor; True keeps Streamlit's own error box away."""
    frame = traceback.extract_tb(error.__traceback__)[-1:]
    where = f"{frame[0].filename}:{frame[0].lineno}" if frame else "unknown place"
    logger.error("page failed: %s: %s (%s)", type(error).__name__, error, where)
    forget_widgets()
    st.error(SCRIPT_ERROR)
    return True


def forget_widgets() -> None:
    """What the session's widgets hold: the next run has them from the address.

    Streamlit keeps a value of another type than its widget's, which a client may forge, and fails at each run after.
    """
    session = get_script_run_ctx()
    if session is not None:
        session.session_state._state._new_widget_state = WStates()


def configure_logs() -> None:
    """Our lines beside uvicorn's, and no line a request: addresses of uploads carry session ids.

    Streamlit gives uvicorn's access logger a handler again, so that `--no-access-log` alone prints them all.
    """
    logging.getLogger("uvicorn.access").disabled = True
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    quieten()


def guard() -> Middleware:
    """The guard, with the policy of the pages we actually serve."""
    index = streamlit_index()
    not_found = not_found_page()
    return Middleware(
        Guard,
        policy=content_security_policy([*(french_page(index, page) for page in PUBLIC_PAGES), not_found]),
        html_paths=[page.path for page in PUBLIC_PAGES],
        not_found=not_found,
    )


def workshops() -> Store:
    """The store that the environment names, opened at the first use."""
    return open_store(address(os.environ))


vote = Vote(workshops, names_of)
app = st.App(
    ROOT / "app.py",
    routes=[*page_routes(), health_route(), *vote.routes()],
    middleware=[
        guard(),
        Middleware(Pace),
        Middleware(Uploads, is_open=has_uploader, forget=forget),
        Middleware(Assets),
        Middleware(Outlines),
    ],
    lifespan=lifespan,
    on_script_error=report_script_error,
)
