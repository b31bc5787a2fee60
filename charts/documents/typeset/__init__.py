"""What Typst is given of a document: the words and the drawings of each block, as data."""
