"""Lets the tests of this folder share rendering.py, which sets Django up, samples.py and browsing.py."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import rendering  # noqa: F401  # django_tables2 asks for settings as soon as it is imported
