"""What the agency announces: members, grants, sign-ins, the operational clock, tokens."""

from __future__ import annotations

from beatbook.contract.access import Permission
from beatbook.contract.base import code, event, personal


@event(
    "agency.agency.created",
    sentence="set up the agency {code}",
    audience=Permission.JOURNAL_READ,
)
class AgencyCreated:
    code: str = code()


@event(
    "agency.settings.changed",
    sentence="changed the setting {setting} from {before} to {after}",
    audience=Permission.UNIT_READ,
)
class SettingsChanged:
    setting: str = code()
    before: str = code()
    after: str = code()


@event(
    "agency.member.added",
    sentence="added the member {full_name} ({username})",
    audience=Permission.MEMBER_MANAGE,
)
class MemberAdded:
    member_id: int = code()
    username: str = personal()
    full_name: str = personal()


@event(
    "agency.membership.granted",
    sentence="granted member {member_id} the role {role}",
    audience=Permission.MEMBER_MANAGE,
)
class MembershipGranted:
    member_id: int = code()
    role: str = code()


@event(
    "agency.membership.ended",
    sentence="ended the role {role} of member {member_id}",
    audience=Permission.MEMBER_MANAGE,
)
class MembershipEnded:
    member_id: int = code()
    role: str = code()


@event(
    "agency.member.corrected",
    sentence="corrected a member: {full_name}, {member_class}; before {before}, {class_before}",
    audience=Permission.MEMBER_MANAGE,
)
class MemberCorrected:
    """Name and class, as they were and as they are."""

    member_id: int = code()
    member_class: str = code()
    class_before: str = code()
    full_name: str = personal()
    before: str = personal()


@event(
    "agency.member.password_set",
    sentence="set a new password for member {member_id}",
    audience=Permission.MEMBER_MANAGE,
)
class PasswordSet:
    member_id: int = code()


@event(
    "agency.member.language_chosen",
    sentence="chose the language {language}",
    audience=Permission.MEMBER_MANAGE,
)
class LanguageChosen:
    member_id: int = code()
    language: str = code()


@event(
    "agency.member.disabled",
    sentence="disabled the sign-in of member {member_id}",
    audience=Permission.MEMBER_MANAGE,
)
class MemberDisabled:
    member_id: int = code()


@event(
    "agency.member.enabled",
    sentence="enabled the sign-in of member {member_id}",
    audience=Permission.MEMBER_MANAGE,
)
class MemberEnabled:
    member_id: int = code()


@event("agency.member.signed_in", sentence="signed in", audience=Permission.JOURNAL_READ)
class SignedIn:
    member_id: int = code()


@event("agency.member.signed_out", sentence="signed out", audience=Permission.JOURNAL_READ)
class SignedOut:
    member_id: int = code()


@event(
    "agency.member.sign_in_refused",
    sentence="was refused at sign-in as {username}",
    audience=Permission.JOURNAL_READ,
)
class SignInRefused:
    username: str = personal()


@event(
    "agency.token.created",
    sentence="made the access token {token_id} for {purpose}",
    audience=Permission.TOKEN_CREATE,
)
class TokenCreated:
    token_id: int = code()
    permissions: str = code()
    purpose: str = personal()


@event(
    "agency.token.revoked",
    sentence="revoked the access token {token_id}",
    audience=Permission.TOKEN_CREATE,
)
class TokenRevoked:
    token_id: int = code()


@event(
    "agency.clock.set",
    sentence="set the operational clock to {operational} at {rate} times real time",
    audience=Permission.CALL_READ,
)
class ClockSet:
    rate: float = code()
    operational: str = code()
