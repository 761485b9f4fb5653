"""The verbs of agencies, by noun: the only writers of their tables."""

from beatbook.ground.agency.commands.agency import (
    Settings,
    UnfitSetting,
    change_settings,
    create_agency,
)
from beatbook.ground.agency.commands.clock import set_clock
from beatbook.ground.agency.commands.member import (
    LockingOneselfOut,
    NameNeeded,
    UnknownLanguage,
    UnknownRole,
    UsernameTaken,
    WeakPassword,
    add_member,
    choose_language,
    correct_member,
    disable_member,
    enable_member,
    end_membership,
    grant_role,
    set_password,
)
from beatbook.ground.agency.commands.presence import (
    record_sign_in,
    record_sign_in_refused,
    record_sign_out,
)
from beatbook.ground.agency.commands.token import create_token, revoke_token

__all__ = [
    "LockingOneselfOut",
    "NameNeeded",
    "Settings",
    "UnfitSetting",
    "UnknownLanguage",
    "UnknownRole",
    "UsernameTaken",
    "WeakPassword",
    "add_member",
    "change_settings",
    "choose_language",
    "correct_member",
    "create_agency",
    "create_token",
    "disable_member",
    "enable_member",
    "end_membership",
    "grant_role",
    "record_sign_in",
    "record_sign_in_refused",
    "record_sign_out",
    "revoke_token",
    "set_clock",
    "set_password",
]
