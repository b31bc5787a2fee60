"""Every rule of an edition with a copy that breaks it, and what the message must name; by the file that is read."""

from __future__ import annotations

from collections.abc import Mapping

from tests.territory.refused import flags, places, registry, table
from tests.territory.refused.refusal import Refusal

REFUSALS: Mapping[str, Refusal] = {**table.REFUSALS, **flags.REFUSALS, **registry.REFUSALS, **places.REFUSALS}
