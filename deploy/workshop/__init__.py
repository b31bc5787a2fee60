"""The ballot page of a workshop: light, ours alone, and of use without JavaScript; and the store's upkeep."""
