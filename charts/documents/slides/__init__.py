"""The slides of each block, a module a block. Sizes in inches, fonts in points."""
