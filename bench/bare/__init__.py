"""The reference of what pages cost: a page that is as bare as Streamlit lets it be."""
