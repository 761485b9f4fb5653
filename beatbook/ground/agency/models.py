"""Tables of agencies, members and grants."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from beatbook.contract.values import Language, MemberClass
from beatbook.core.clock import OperationalClock


class Installation(models.Model):
    """The one row that holds what belongs to the installation as a whole."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    clock_rate = models.FloatField(default=1.0)
    clock_real_at = models.DateTimeField()
    clock_operational_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_installation"),
            models.CheckConstraint(condition=Q(clock_rate__gt=0), name="clock_moves_forward"),
        ]

    @property
    def clock(self) -> OperationalClock:
        return OperationalClock(self.clock_rate, self.clock_real_at, self.clock_operational_at)


def waits() -> list[int]:
    """How long a call of each priority may wait, from 1 to 5, in seconds."""
    return [60, 180, 600, 1800, 3600]


class Agency(models.Model):
    """An agency: a town's community safety office, or a county center that dispatches for towns."""

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=120, unique=True)
    prefix = models.CharField(max_length=2, unique=True)
    time_zone = models.CharField(max_length=64)
    safety_check_s = models.PositiveIntegerField(default=1200)
    position_stale_s = models.PositiveIntegerField(default=600)
    emergency_driving = models.BooleanField(default=False)
    case_number_format = models.CharField(max_length=40, default="{YY}-{serial:05}")
    csos_alone_at_verbal = models.BooleanField(default=False)
    acknowledge_s = models.PositiveIntegerField(default=120)
    arrival_margin_s = models.PositiveIntegerField(default=300)
    wait_s = ArrayField(models.PositiveIntegerField(), size=5, default=waits)
    auto_send = models.BooleanField(default=False)
    meal_s = models.PositiveIntegerField(default=1800)
    chase_s = models.PositiveIntegerField(default=180)
    hit_confirmation_s = models.PositiveIntegerField(default=600)
    hit_phrase = models.CharField(max_length=80, default="Call the desk about your schedule")

    language = models.CharField(max_length=5, default=Language.ENGLISH)

    code_fields = (
        "code",
        "name",
        "prefix",
        "time_zone",
        "case_number_format",
        "hit_phrase",
        "language",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(prefix__regex=r"^[A-Z]{1,2}$"), name="prefix_is_one_or_two_letters"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def local(self, at: datetime) -> datetime:
        """The same instant on the agency's wall clock."""
        return at.astimezone(ZoneInfo(self.time_zone))


def short_name(name: str) -> str:
    """A member's name as the board shows it: J. Park."""
    first, _, last = name.rpartition(" ")
    return f"{first[:1]}. {last}" if first else name


class MemberManager(BaseUserManager["Member"]):
    def get_by_natural_key(self, username: str | None) -> Member:
        return self.get(username=username)


class Member(AbstractBaseUser):
    """A person who signs in. Reads and writes go through memberships, never through this row."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    member_class = models.CharField(max_length=12, choices=[(c, c) for c in MemberClass])
    language = models.CharField(max_length=5, default="", blank=True)
    is_active = models.BooleanField(default=True)

    objects = MemberManager()

    USERNAME_FIELD = "username"

    personal_fields = {
        "username": "members of the same agency; kept as long as the member",
        "name": "members of the same agency; kept as long as the member",
        "password": "nobody; an Argon2 hash",
    }
    code_fields = ("member_class", "language")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(member_class__in=list(MemberClass)), name="known_member_class"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """J. Park, as the board shows it."""
        return short_name(self.name)


class Role(models.Model):
    """A named set of permissions in one agency."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=60)
    description = models.CharField(max_length=200)
    permissions = ArrayField(models.CharField(max_length=40))

    code_fields = ("code", "name", "description", "permissions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="one_role_per_code"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """This member holds this role in this agency, from then until it is ended."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT)
    role = models.ForeignKey(Role, models.PROTECT)
    classes = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    code_fields = ("classes",)

    class Meta:
        constraints = [
            # Also the look-up of a member's grants at the start of every request.
            models.UniqueConstraint(
                fields=["member", "agency", "role"],
                condition=Q(ended_at__isnull=True),
                name="one_running_membership_per_role",
            ),
        ]


class Token(models.Model):
    """A machine's grant in one agency. Only the hash of the secret is kept."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    name = models.CharField(max_length=120)
    digest = models.BinaryField(unique=True)
    permissions = ArrayField(models.CharField(max_length=40))
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    personal_fields = {"name": "administrators; what the token is for; kept with the token"}
    code_fields = ("digest", "permissions")
