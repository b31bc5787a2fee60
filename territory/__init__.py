"""The domain: published tables read, checked and analysed. Knows neither Streamlit nor a drawing library."""
