"""Policies of the agency's own tables, and the two look-ups that come before any scope."""

from django.db import migrations

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
    dependencies = [("agency", "0001_initial"), ("journal", "0002_fences")]
    operations = [
        migrations.RunSQL(MEMBERS),
        Protect("agency_role"),
        Protect("agency_membership"),
        Protect("agency_token"),
        migrations.RunSQL(LOOKUPS),
    ]
