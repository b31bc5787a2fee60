"""An edition of one's own: from a file as an office sends it to the folder that the loader reads.

``read`` (reading.py) gives the report, the proposal and the folder; ``as_folder`` lends it without a disk.
"""

from territory.importing.choices import Choice, Choices, Entry, Proposal
from territory.importing.folder import as_folder
from territory.importing.reading import Imported, packed, read, read_folder
from territory.importing.report import Finding, Report, Severity

__all__ = [
    "Choice",
    "Choices",
    "Entry",
    "Finding",
    "Imported",
    "Proposal",
    "Report",
    "Severity",
    "as_folder",
    "packed",
    "read",
    "read_folder",
]
