"""What each document says: its blocks, chosen, ordered and worded once, for every format.

    region(stamp, "32", numbers)                 # the report of a region: PDF, deck, workbook or page
    domain(stamp, indicator, numbers, "32")      # the sheet of a domain
    atlas(stamp, numbers)                        # one map per domain
    data(stamp, numbers)                         # everything, for a workbook
    meeting(stamp, title, views, numbers)        # the reader's list
    figure(stamp, record)                        # one figure

The rule of a priority is ``territory.portrait``'s: what is said first, mapped first and helped first is
``Portrait.opening`` and the lists of ``Portrait.fragilities``.
"""

from charts.documents.content.chosen import Chosen, figure, meeting
from charts.documents.content.domain_sheet import domain
from charts.documents.content.neighbours import COMPARED
from charts.documents.content.parts import with_variants
from charts.documents.content.region_report import SHOWN, region
from charts.documents.content.whole_edition import atlas, data

__all__ = [
    "COMPARED",
    "SHOWN",
    "Chosen",
    "atlas",
    "data",
    "domain",
    "figure",
    "meeting",
    "region",
    "with_variants",
]
