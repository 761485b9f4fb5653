"""Entries, seals and payloads, and what the database itself enforces of them.

The steps by which these tables grew before the first release are folded into this one. It stands
for the last of them: a database that took that one is up to date.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

SCOPE_FUNCTIONS = """
CREATE FUNCTION beatbook_agencies() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(
        string_to_array(nullif(current_setting('beatbook.agencies', true), ''), ',')::bigint[],
        '{}')
$$;
CREATE FUNCTION beatbook_member() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('beatbook.member', true), '')::bigint
$$;
CREATE FUNCTION beatbook_classes() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(
        string_to_array(nullif(current_setting('beatbook.classes', true), ''), ','), '{}')
$$;
"""

INSERT_ONLY = """
CREATE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is insert-only: % of % is refused.', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER entry_is_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_change();
CREATE TRIGGER seal_is_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_seal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_change();
"""

# Entries of the installation itself (agency 0) are for every member; their payloads are for nobody
# who is bound by a scope: a name typed at sign-in is not another agency's business.
POLICIES = """
ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_payload ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY entry_by_agency ON journal_entry
    USING ((agency_id = 0 OR agency_id = ANY ((SELECT beatbook_agencies())::bigint[]))
       AND (need_to_know = 'open' OR need_to_know = ANY ((SELECT beatbook_classes())::text[])));
CREATE POLICY payload_by_agency ON journal_payload
    USING (agency_id = ANY ((SELECT beatbook_agencies())::bigint[])
       AND (need_to_know = 'open' OR need_to_know = ANY ((SELECT beatbook_classes())::text[])))
    WITH CHECK ((agency_id = 0 OR agency_id = ANY ((SELECT beatbook_agencies())::bigint[]))
       AND (need_to_know = 'open' OR need_to_know = ANY ((SELECT beatbook_classes())::text[])));
CREATE POLICY receipt_by_agency ON journal_receipt
    USING (agency_id = 0 OR agency_id = ANY ((SELECT beatbook_agencies())::bigint[]));
"""

# The deliverer must find entries of every agency and class, to hand each over in its own scope.
PENDING = """
CREATE FUNCTION journal_pending(after bigint, upto bigint, names text[], most integer)
RETURNS TABLE (sealed_at bigint, agency bigint, class text, kind text, id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT s.position, e.agency_id, e.need_to_know, e.subject_kind, e.subject_id
    FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id
    WHERE s.position > after AND s.position <= upto AND e.name = ANY (names)
    ORDER BY s.position LIMIT most
$$;
"""

# The roles of an installation share a prefix; migrations run as <prefix>_owner.
GRANTS = """
DO $$
DECLARE prefix text := regexp_replace(current_user, '_owner$', '');
BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE ON journal_entry, journal_seal, journal_payload '
                   'FROM %I, %I', prefix || '_web', prefix || '_worker');
    EXECUTE format('REVOKE INSERT ON journal_seal FROM %I, %I', prefix || '_web',
                   prefix || '_worker');
    EXECUTE format('GRANT SELECT ON journal_entry TO %I', prefix || '_sealer');
    EXECUTE format('GRANT SELECT, INSERT ON journal_seal TO %I', prefix || '_sealer');
    EXECUTE format('GRANT SELECT ON SEQUENCE journal_entry_id_seq TO %I', prefix || '_sealer');
    EXECUTE format('CREATE POLICY entry_for_sealer ON journal_entry FOR SELECT TO %I USING (true)',
                   prefix || '_sealer');
END $$;
"""

NEWS = """
CREATE FUNCTION journal_news(after bigint, upto bigint)
RETURNS TABLE (agency_id bigint, need_to_know text, name text, codes jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT e.agency_id, e.need_to_know, e.name, e.codes
    FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id
    WHERE s.position > after AND s.position <= upto
    ORDER BY s.position
$$;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    replaces = [("journal", "0004_log")]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("agency_id", models.BigIntegerField()),
                ("subject_kind", models.TextField()),
                ("subject_id", models.TextField()),
                ("actor", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "received",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("command_id", models.UUIDField()),
                ("codes", models.JSONField()),
                ("commitment", models.BinaryField(null=True)),
                ("need_to_know", models.TextField(default="open")),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["subject_kind", "subject_id", "id"], name="entry_of_subject"
                    ),
                    models.Index(fields=["agency_id", "at", "id"], name="entry_of_agency"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payload",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="journal.entry",
                    ),
                ),
                ("agency_id", models.BigIntegerField()),
                ("need_to_know", models.TextField(default="open")),
                ("salt", models.BinaryField()),
                ("values", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("agency_id", models.BigIntegerField()),
                ("leaf", models.BigIntegerField()),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="journal.entry"
                    ),
                ),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency_id", "leaf"), name="one_entry_per_leaf")
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agency_id", models.BigIntegerField()),
                ("actor", models.TextField()),
                ("command_id", models.UUIDField()),
                ("body_hash", models.BinaryField()),
                ("answer", models.JSONField(null=True)),
                (
                    "received",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency_id", "actor", "command_id"), name="one_receipt_per_command"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bookmark",
            fields=[
                ("subscriber", models.TextField(primary_key=True, serialize=False)),
                ("position", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Parked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subscriber", models.TextField()),
                ("position", models.BigIntegerField()),
                ("agency_id", models.BigIntegerField()),
                ("subject_kind", models.TextField()),
                ("subject_id", models.TextField()),
                ("error", models.TextField(blank=True)),
                ("attempts", models.IntegerField(default=0)),
                ("retry_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["subscriber", "subject_kind", "subject_id", "position"],
                        name="parked_of_subject",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("subscriber", "position"), name="parked_once")
                ],
            },
        ),
        migrations.RunSQL(SCOPE_FUNCTIONS),
        migrations.RunSQL(INSERT_ONLY),
        migrations.RunSQL(POLICIES),
        migrations.RunSQL(PENDING),
        migrations.RunSQL(GRANTS),
        migrations.RunSQL(NEWS),
    ]
