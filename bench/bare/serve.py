"""The reference: a Streamlit page with one Plotly map, served with our settings and compression, and nothing else."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from deploy.assets import Assets


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    import pandas  # noqa: F401 loaded before the first visitor, as ours is
    import plotly.graph_objects  # noqa: F401 the same

    gc.collect()
    gc.freeze()
    yield


app = st.App(Path(__file__).with_name("page.py"), lifespan=lifespan, middleware=[Middleware(Assets)])
