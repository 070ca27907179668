"""The files of the demonstration county."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.demo import fire_list, inspector_list, item_list, object_list, recusal_list
from mingcha.demo.sheet import write_sheet

if TYPE_CHECKING:
    from pathlib import Path


def write_county(folder: Path) -> None:
    """Write the county's five workbooks into ``folder``, made if need be; always the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    write_sheet(object_list.object_list(), folder / object_list.FILE_NAME)
    write_sheet(fire_list.fire_list(), folder / fire_list.FILE_NAME)
    write_sheet(inspector_list.inspector_list(), folder / inspector_list.FILE_NAME)
    write_sheet(recusal_list.recusal_list(), folder / recusal_list.FILE_NAME)
    write_sheet(item_list.item_list(), folder / item_list.FILE_NAME)
