"""One module a figure: what it says (a record), then its drawing. Knows neither Streamlit nor the files."""
