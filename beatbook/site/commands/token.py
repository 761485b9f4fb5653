"""``beatbook token create``: a machine's way in, shown once."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

from beatbook.contract.access import Permission
from beatbook.core import clock
from beatbook.ground.agency import commands as agency_commands
from beatbook.ground.agency import queries
from beatbook.ground.agency.models import Agency
from beatbook.ground.journal import scope
from beatbook.site import commands
from beatbook.site.commands import Subparsers
from beatbook.site.trouble import Trouble

LONGEST = 3650

DISPATCHING = (
    Permission.CALL_READ,
    Permission.CALL_TAKE,
    Permission.CALL_DISPATCH,
    Permission.CALL_CLOSE,
    Permission.CALL_NOTE,
    Permission.UNIT_READ,
    Permission.UNIT_STATUS,
)


def register(subparsers: Subparsers) -> None:
    parser = commands.add(
        subparsers,
        "token",
        about="Give a machine access to one agency by the API. The token is shown once.",
        example='beatbook token create --agency AB --name "records bridge" '
        "--permission call:read --days 90",
    )
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    create = actions.add_parser("create", help="make a token")
    create.add_argument("--agency", required=True, help="the agency's code")
    create.add_argument("--name", required=True, help="what the token is for")
    create.add_argument(
        "--permission",
        action="append",
        type=Permission,
        choices=list(Permission),
        metavar="PERMISSION",
        help="may be given several times; without it, all that dispatching by API needs",
    )
    create.add_argument(
        "--days", type=_days, default=90, metavar="N", help="how long it is good (default: 90)"
    )


def run(args: argparse.Namespace) -> int:
    agency = Agency.objects.filter(code=args.agency.upper()).first()
    if agency is None:
        known = ", ".join(Agency.objects.order_by("code").values_list("code", flat=True))
        raise Trouble(f"There is no agency {args.agency}.", f"Use one of: {known or 'none yet'}.")
    with scope.within([agency.pk]):
        token, secret = agency_commands.create_token(
            agency=agency,
            name=args.name,
            permissions=args.permission or DISPATCHING,
            lifetime=timedelta(days=args.days),
            by=queries.system("command line", [agency]),
            at=clock.real_now(),
        )
    print(secret)
    until = agency.local(token.expires_at)
    print(f"Good for {agency.name} until {until:%m/%d/%Y}: keep it safe.", file=sys.stderr)
    return commands.DONE


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST:
        raise argparse.ArgumentTypeError(f"a number of days from 1 to {LONGEST}, please")
    return int(text)
