"""One map of 13 regions, drawn from constants; or the elements that the address asks for (``same``)."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from bench.bare import same

CODES = ("11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94")

st.set_page_config(layout="wide")
asked = {kind: int(count) for kind, count in st.query_params.to_dict().items()}
if asked:
    same.show(asked)
    st.stop()
st.title("Une carte", anchor=False)
figure = go.Figure(
    {
        "data": [
            {
                "type": "choropleth",
                "geojson": "/app/static/regions.geojson",
                "featureidkey": "properties.code",
                "locations": CODES,
                "z": [float(code) for code in CODES],
            }
        ],
        "layout": {"geo": {"fitbounds": "locations", "visible": False}},
    },
    skip_invalid=True,
)
st.plotly_chart(figure, theme=None, key="map", config={"topojsonURL": "/app/static/topojson/"})
