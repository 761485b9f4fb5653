"""Agencies, their members, and the look-ups that come before any scope.

The steps by which these tables grew before the first release are folded into this one. It stands
for the last of them: a database that took that one is up to date.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import beatbook.contract.values
import beatbook.ground.agency.models
from beatbook.ground.agency.tenancy import Protect

# A member who is just being added has no membership yet, and must be seen by who adds.
MEMBERS = """
CREATE FUNCTION agency_unattached(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT NOT EXISTS (SELECT FROM agency_membership WHERE member_id = wanted)
$$;
ALTER TABLE agency_member ENABLE ROW LEVEL SECURITY;
CREATE POLICY member_of_my_agencies ON agency_member
    USING (id = beatbook_member() OR EXISTS (
        SELECT FROM agency_membership m
        WHERE m.member_id = agency_member.id
          AND m.agency_id = ANY ((SELECT beatbook_agencies())::bigint[]))
        OR agency_unattached(id))
    WITH CHECK (true);
"""

# Before sign-in there is no scope, and a token's agency is not known until it is found.
LOOKUPS = """
CREATE FUNCTION agency_member_id(wanted text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT id FROM agency_member WHERE username = wanted
$$;

CREATE FUNCTION agency_token_id(wanted bytea) RETURNS TABLE (token_id bigint, agency_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT id, agency_id FROM agency_token
    WHERE digest = wanted AND revoked_at IS NULL AND expires_at > clock_timestamp()
$$;

-- Where a member belongs, also outside the scope of who asks: who may set the password?
CREATE FUNCTION agency_agencies_of(wanted bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT DISTINCT agency_id FROM agency_membership
    WHERE member_id = wanted AND ended_at IS NULL ORDER BY agency_id
$$;

-- Enter a member's scope and return the grants, in one round trip.
CREATE FUNCTION agency_enter(wanted bigint)
RETURNS TABLE (agency_id bigint, permissions text[], classes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    PERFORM set_config('beatbook.member', wanted::text, true),
            set_config('beatbook.agencies', coalesce(string_agg(DISTINCT m.agency_id::text, ','),
                                                     ''), true),
            set_config('beatbook.classes', coalesce(string_agg(DISTINCT c.class, ','), ''), true)
    FROM agency_membership m
    LEFT JOIN LATERAL unnest(m.classes) AS c (class) ON true
    WHERE m.member_id = wanted AND m.ended_at IS NULL;
    RETURN QUERY
        SELECT m.agency_id, r.permissions::text[], m.classes::text[]
        FROM agency_membership m JOIN agency_role r ON r.id = m.role_id
        WHERE m.member_id = wanted AND m.ended_at IS NULL;
END $$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("journal", "0001_tables"),
    ]

    replaces = [("agency", "0017_auto_send")]

    operations = [
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("clock_rate", models.FloatField(default=1.0)),
                ("clock_real_at", models.DateTimeField()),
                ("clock_operational_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_installation"),
                    models.CheckConstraint(
                        condition=models.Q(("clock_rate__gt", 0)), name="clock_moves_forward"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("name", models.CharField(max_length=120, unique=True)),
                ("prefix", models.CharField(max_length=2, unique=True)),
                ("time_zone", models.CharField(max_length=64)),
                ("safety_check_s", models.PositiveIntegerField(default=1200)),
                ("position_stale_s", models.PositiveIntegerField(default=600)),
                ("emergency_driving", models.BooleanField(default=False)),
                ("case_number_format", models.CharField(default="{YY}-{serial:05}", max_length=40)),
                ("csos_alone_at_verbal", models.BooleanField(default=False)),
                ("acknowledge_s", models.PositiveIntegerField(default=120)),
                ("arrival_margin_s", models.PositiveIntegerField(default=300)),
                (
                    "wait_s",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(),
                        default=beatbook.ground.agency.models.waits,
                        size=5,
                    ),
                ),
                ("auto_send", models.BooleanField(default=False)),
                ("meal_s", models.PositiveIntegerField(default=1800)),
                ("chase_s", models.PositiveIntegerField(default=180)),
                ("hit_confirmation_s", models.PositiveIntegerField(default=600)),
                (
                    "hit_phrase",
                    models.CharField(default="Call the desk about your schedule", max_length=80),
                ),
                (
                    "language",
                    models.CharField(
                        default=beatbook.contract.values.Language["ENGLISH"], max_length=5
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("prefix__regex", "^[A-Z]{1,2}$")),
                        name="prefix_is_one_or_two_letters",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("username", models.CharField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "member_class",
                    models.CharField(
                        choices=[
                            (
                                beatbook.contract.values.MemberClass["SWORN"],
                                beatbook.contract.values.MemberClass["SWORN"],
                            ),
                            (
                                beatbook.contract.values.MemberClass["NON_SWORN"],
                                beatbook.contract.values.MemberClass["NON_SWORN"],
                            ),
                            (
                                beatbook.contract.values.MemberClass["VOLUNTEER"],
                                beatbook.contract.values.MemberClass["VOLUNTEER"],
                            ),
                            (
                                beatbook.contract.values.MemberClass["CIVILIAN"],
                                beatbook.contract.values.MemberClass["CIVILIAN"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(blank=True, default="", max_length=5)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "member_class__in",
                                [
                                    beatbook.contract.values.MemberClass["SWORN"],
                                    beatbook.contract.values.MemberClass["NON_SWORN"],
                                    beatbook.contract.values.MemberClass["VOLUNTEER"],
                                    beatbook.contract.values.MemberClass["CIVILIAN"],
                                ],
                            )
                        ),
                        name="known_member_class",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("code", models.SlugField(max_length=30)),
                ("name", models.CharField(max_length=60)),
                ("description", models.CharField(max_length=200)),
                (
                    "permissions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "code"), name="one_role_per_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.role"
                    ),
                ),
                (
                    "classes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("granted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("member", "agency", "role"),
                        name="one_running_membership_per_role",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="agency.agency"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("digest", models.BinaryField(unique=True)),
                (
                    "permissions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RunSQL(MEMBERS),
        Protect("agency_role"),
        Protect("agency_membership"),
        Protect("agency_token"),
        migrations.RunSQL(LOOKUPS),
    ]
