"""Every table above the agency is fenced: rows of other agencies do not exist for a transaction.

``Protect`` is the migration operation that puts the fence up. What a transaction may see is set
by ``journal.scope``; the tables' owner (migrations) stands outside the fence.
"""

from __future__ import annotations

from django.db import migrations

_POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_by_agency ON {table}
    USING ({condition}) WITH CHECK ({condition});
"""
_UNPROTECT = """
DROP POLICY {table}_by_agency ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
_CLASSED = """
 AND (need_to_know = 'open' OR need_to_know = ANY ((SELECT beatbook_classes())::text[]))"""


class Protect(migrations.RunSQL):
    """Row-level security by agency (and by need-to-know class) on one table.

    ``columns`` name the agencies to which a row belongs; an assignment belongs to two, the unit's
    and the incident's.
    """

    def __init__(
        self, table: str, *, classed: bool = False, columns: tuple[str, ...] = ("agency_id",)
    ) -> None:
        owners = " OR ".join(
            f"{column} = ANY ((SELECT beatbook_agencies())::bigint[])" for column in columns
        )
        condition = f"({owners})" + (_CLASSED if classed else "")
        super().__init__(
            _POLICY.format(table=table, condition=condition), _UNPROTECT.format(table=table)
        )
        self.table, self.classed, self.columns = table, classed, columns

    def deconstruct(self) -> tuple[str, list[str], dict[str, object]]:
        return (
            self.__class__.__qualname__,
            [self.table],
            {"classed": self.classed, "columns": self.columns},
        )
