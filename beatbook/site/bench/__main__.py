"""The process of one bench: ``python -m beatbook.site.bench NAME PORT [options]``.

Its environment names the scratch database; its figures go to standard output.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys

import django

from beatbook.site import bench, roles, startup
from beatbook.site.data_directory import DataDirectory
from beatbook.site.startup import Place
from beatbook.site.trouble import Trouble


def main() -> int:
    parser = argparse.ArgumentParser()
    names = parser.add_subparsers(dest="name", required=True)
    for known in bench.BENCHES:
        options = names.add_parser(known.name)
        options.add_argument("port", type=int)
        for option in known.options:
            option.add_to(options)
    args = parser.parse_args()
    django.setup()
    chosen = importlib.import_module(f"{bench.__name__}.{args.name}")
    place = Place(DataDirectory.locate(), os.environ[roles.NAME_VARIABLE], startup.HOST, args.port)
    try:
        told = chosen.run(args, place)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(json.dumps(told, indent=2))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
