"""Build the icon sprite: one `<symbol>` for each name in `icons.NAMES`, from lucide-static.

    python -m beatbook.ground.ui.sprite [node_modules]

The sprite lies inside `node_modules`, beside what it was made from: never committed, and gone when
the packages go. Its first line names the icons and the version, so a stale one is seen and rebuilt.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import beatbook
from beatbook.ground.ui import icons

_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")


def up_to_date(node_modules: Path) -> Path:
    """The sprite, built first if it is missing or stale. FileNotFoundError: an icon is missing."""
    target = node_modules / ".beatbook" / "icons.svg"
    stamp = _stamp(node_modules)
    if target.is_file() and target.read_text().startswith(stamp):
        return target
    target.parent.mkdir(exist_ok=True)
    fresh = target.with_suffix(".new")
    fresh.write_text(stamp + _sprite(node_modules))
    return fresh.replace(target)


def _stamp(node_modules: Path) -> str:
    """A comment that changes with the version of the icons and with the list of names."""
    about = json.loads((node_modules / "lucide-static" / "package.json").read_text())
    names = hashlib.sha256(" ".join(icons.NAMES).encode()).hexdigest()[:12]
    return f"<!-- lucide {about['version']}, {about['license']} license, icons {names} -->\n"


def _sprite(node_modules: Path) -> str:
    symbols = "\n".join(_symbol(node_modules, name) for name in icons.NAMES)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'


def _symbol(node_modules: Path, name: str) -> str:
    drawing = (node_modules / "lucide-static" / "icons" / f"{name}.svg").read_text()
    inside = _DRAWING.search(drawing)
    if inside is None:
        raise ValueError(f"The icon {name} is not an SVG drawing.")
    shapes = _BLANK.sub("", inside.group(1)).strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main() -> None:
    default = Path(beatbook.__file__).parents[1] / "node_modules"
    path = up_to_date(Path(sys.argv[1]) if len(sys.argv) > 1 else default)
    sys.stdout.write(f"{len(icons.NAMES)} icons in {path}\n")


if __name__ == "__main__":
    main()
