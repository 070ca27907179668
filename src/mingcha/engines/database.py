"""The DuckDB database that registers are drawn in."""

from __future__ import annotations

import glob
import os
import shutil
import tempfile
import weakref
from pathlib import Path

import duckdb

_MEMORY_LIMIT = "320MB"
_MOST_THREADS = 8  # each needs buffers; more than these would not fit into the memory limit

_VIEW = r"""
    CREATE VIEW "{frame}" AS SELECT id, stratum, region, excl, {tag} AS tag FROM read_csv(
        '{path}', columns = {{{columns}}}, auto_detect = false, header = false, delim = '\t',
        quote = '', escape = '', comment = '', new_line = '\n', compression = 'none',
        hive_partitioning = false, strict_mode = true, buffer_size = 8388608
    )
"""


def connect() -> duckdb.DuckDBPyConnection:
    """Open an empty database that asks little memory and leaves no file behind."""
    spill = tempfile.mkdtemp(prefix="mingcha-")
    connection = duckdb.connect(
        config={
            "threads": min(os.cpu_count() or 1, _MOST_THREADS),
            "memory_limit": _MEMORY_LIMIT,
            "temp_directory": spill,
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    weakref.finalize(connection, shutil.rmtree, spill, ignore_errors=True)
    return connection


def view_of_tsv(frame: str, path: Path, *, sealed: bool) -> str:
    """Return the statement that makes a frame's canonical register file a view."""
    columns = ["id", "stratum", "region", "excl", *(["tag"] if sealed else [])]
    return _VIEW.format(
        frame=frame,
        path=glob.escape(str(path)).replace("'", "''"),
        tag="tag" if sealed else "''",
        columns=", ".join(f"'{column}': 'VARCHAR'" for column in columns),
    )
