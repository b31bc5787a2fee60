"""Drawings for print and slides: a record in, SVG of ours out. One module a figure; no number is made here."""
