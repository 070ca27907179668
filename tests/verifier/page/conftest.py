"""Bundles for the verification page, made from the vectors once and copied for each test."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # bundle_files, which all tests here share

from bundle_files import Bundle


@pytest.fixture(scope="session")
def made_s1(vectors: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The open draw S1, which no test changes."""
    return Bundle.from_vector(vectors / "S1", tmp_path_factory.mktemp("made") / "S1")


@pytest.fixture(scope="session")
def made_sealed(vectors: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The confidential draw with a sealed.json, which no test changes."""
    folder = tmp_path_factory.mktemp("made") / "confidential"
    bundle = Bundle.from_vector(vectors / "confidential", folder)
    bundle.seal("5e" * 32)
    return bundle


@pytest.fixture
def s1(made_s1: Bundle, tmp_path: Path) -> Bundle:
    return Bundle(Path(shutil.copytree(made_s1.folder, tmp_path / "S1")))


@pytest.fixture
def sealed(made_sealed: Bundle, tmp_path: Path) -> Bundle:
    return Bundle(Path(shutil.copytree(made_sealed.folder, tmp_path / "confidential")))
