"""How much of a file is read before it is refused.

Real registers lie far below: a million rows of twelve columns are some 350 MB of text, or 100 MB
as a workbook that unpacks to 900 MB.
"""

from __future__ import annotations

MIB = 1 << 20
GIB = 1 << 30

MAX_TEXT_BYTES = GIB
MAX_WORKBOOK_BYTES = 256 * MIB

MAX_ROWS = 2_000_000
MAX_COLUMNS = 16_384
MAX_RECORD_CHARACTERS = 4 * MIB

MAX_ARCHIVE_MEMBERS = 10_000
MAX_UNPACKED_BYTES = 2 * GIB
MAX_UNPACKED_RATIO = 200
RATIO_IS_CHECKED_ABOVE_BYTES = 64 * MIB

WORKBOOK_MEMORY_BYTES = 4 * GIB
WORKBOOK_CPU_SECONDS = 300

MAX_COPIED_ROWS = 50_000
MAX_COPIED_BYTES = 96 * MIB
MAX_COPIED_MERGED_CELLS = 1_000_000
