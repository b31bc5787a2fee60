"""What is seen, on screen and on paper: figures, documents, and what they are drawn with. Imports no Streamlit."""
