"""Regards croisés: what people perceive of a territory's fragilities, gathered actor by actor."""
