"""Every French sentence that a reader is given about a number, and how numbers are written.

Pure text: same words on screen, in alt text, tables and exports. Typography: U+202F before % ; ! ? and
between thousands, U+00A0 before « : » and inside guillemets, decimal comma, U+2212 for minus.
One module a subject; the house imports the words from here.
"""

from territory.wording.cells import cell_sentence
from territory.wording.classes import CLASS_LABEL, CLASS_SYMBOL, class_rules
from territory.wording.dates import date_text, long_date
from territory.wording.findings import (
    cell_finding,
    comparison_finding,
    indicator_finding,
    region_finding,
    region_lead,
    region_profile_finding,
)
from territory.wording.metadata import FLAG_LABEL, flags_text, foot, polarity_text, source_line, years_text
from territory.wording.numbers import (
    MISSING,
    as_share,
    compact_text,
    number,
    range_text,
    rank_text,
    rounded,
    score_text,
    share_text,
    times_text,
    with_symbol,
)
from territory.wording.reading import choices, move_text, variant_finding
from territory.wording.robustness import (
    FACTOR_LABEL,
    NORMALISATION_LABEL,
    VERDICT_LABEL,
    factor_sentence,
    interval_meaning,
    missing_normalisations_text,
    place_text,
    position_sentence,
    robustness_sentence,
    solid_finding,
    solid_meaning,
    variants_text,
    verdict_meaning,
)
from territory.wording.similarity import (
    GROUP_CAUTION,
    NO_NEIGHBOUR,
    bonds_sentence,
    neighbour_sentence,
    no_neighbour_sentence,
)
from territory.wording.typography import NBSP, THIN, capital, enumeration, full_stop, ordinal, plural
from territory.wording.values import (
    NATIONAL_NAME,
    cell_text,
    comparison,
    gap_text,
    interval_text,
    median_text,
    observation_text,
    value_text,
)

__all__ = [
    "CLASS_LABEL",
    "CLASS_SYMBOL",
    "FACTOR_LABEL",
    "FLAG_LABEL",
    "GROUP_CAUTION",
    "MISSING",
    "NATIONAL_NAME",
    "NBSP",
    "NORMALISATION_LABEL",
    "NO_NEIGHBOUR",
    "THIN",
    "VERDICT_LABEL",
    "as_share",
    "bonds_sentence",
    "capital",
    "cell_finding",
    "cell_sentence",
    "cell_text",
    "choices",
    "class_rules",
    "compact_text",
    "comparison",
    "comparison_finding",
    "date_text",
    "enumeration",
    "factor_sentence",
    "flags_text",
    "foot",
    "full_stop",
    "gap_text",
    "indicator_finding",
    "interval_meaning",
    "interval_text",
    "long_date",
    "median_text",
    "missing_normalisations_text",
    "move_text",
    "neighbour_sentence",
    "no_neighbour_sentence",
    "number",
    "observation_text",
    "ordinal",
    "place_text",
    "plural",
    "polarity_text",
    "position_sentence",
    "range_text",
    "rank_text",
    "region_finding",
    "region_lead",
    "region_profile_finding",
    "robustness_sentence",
    "rounded",
    "score_text",
    "share_text",
    "solid_finding",
    "solid_meaning",
    "source_line",
    "times_text",
    "value_text",
    "variant_finding",
    "variants_text",
    "verdict_meaning",
    "with_symbol",
    "years_text",
]
