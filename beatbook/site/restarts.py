"""When a part of the installation died and was started again: what explains a gap later."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from beatbook.site.data_directory import DataDirectory

FILE = "restarts.jsonl"


@dataclass(frozen=True)
class Restart:
    """What ended, in the supervisor's words, at a real time."""

    at: datetime
    what: str


def note(data: DataDirectory, what: str, *, at: datetime) -> None:
    """Add a line to the installation's record of restarts."""
    with (data.logs / FILE).open("a") as file:
        file.write(json.dumps({"at": at.isoformat(), "what": what}) + "\n")


def read(data: DataDirectory) -> list[Restart]:
    """Every restart on record, oldest first; a line cut short by a crash is passed over."""
    path = data.logs / FILE
    if not path.exists():
        return []
    found = []
    for line in path.read_text().splitlines():
        try:
            kept = json.loads(line)
        except ValueError:
            continue
        found.append(Restart(datetime.fromisoformat(kept["at"]), kept["what"]))
    return found
