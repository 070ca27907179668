"""What the organiser keeps beside a bundle and never publishes: names and the person salt."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mingcha.bundles.folder import write_whole

_OBJECTS = "objects.csv"
_PEOPLE = "people.csv"
_REGIONS = "regions.csv"
_UNITS = "units.csv"
_SALT = "person_salt.txt"


@dataclass(frozen=True, slots=True)
class KnownObject:
    """What people call an object."""

    id: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Who is behind a pseudonym."""

    iid: str
    staff_no: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What people call what a bundle has codes for: regions and units by code."""

    objects: Sequence[KnownObject]
    people: Sequence[KnownPerson]
    regions: Mapping[str, str]
    units: Mapping[str, str]


class PrivateFolder:
    """The folder ``DIR.private`` beside a bundle ``DIR``, readable by its owner alone."""

    def __init__(self, bundle: Path) -> None:
        """Name the private folder of a bundle; it need not exist."""
        resolved = bundle.resolve()
        self.path = resolved.with_name(f"{resolved.name}.private")

    def write(self, salt: str, names: KnownNames) -> None:
        """Keep the names; the salt opens the ``person`` column to auditors."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._write(_SALT, f"{salt}\n")
        self._write(_OBJECTS, _csv((o.id, o.name, o.address) for o in names.objects))
        self._write(_PEOPLE, _csv((p.iid, p.staff_no, p.name, p.unit) for p in names.people))
        self._write(_REGIONS, _csv(names.regions.items()))
        self._write(_UNITS, _csv(names.units.items()))

    def objects(self) -> Mapping[str, KnownObject]:
        """Return the objects by id; empty where there is no private folder."""
        return {row[0]: KnownObject(*row) for row in self._rows(_OBJECTS)}

    def people(self) -> Mapping[str, KnownPerson]:
        """Return the people by iid; empty where there is no private folder."""
        return {row[0]: KnownPerson(*row) for row in self._rows(_PEOPLE)}

    def regions(self) -> Mapping[str, str]:
        """Return the names of regions by code; empty where there is no private folder."""
        return dict(self._pairs(_REGIONS))

    def units(self) -> Mapping[str, str]:
        """Return the names of units by code; empty where there is no private folder."""
        return dict(self._pairs(_UNITS))

    def _write(self, name: str, text: str) -> None:
        write_whole(self.path / name, text.encode(), mode=0o600)

    def _pairs(self, name: str) -> Iterable[tuple[str, str]]:
        return ((code, word) for code, word in self._rows(name))

    def _rows(self, name: str) -> list[list[str]]:
        path = self.path / name
        if not path.is_file():
            return []
        return list(csv.reader(io.StringIO(path.read_text("utf-8"))))


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
