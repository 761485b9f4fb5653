from django.apps import AppConfig

from beatbook.contract.access import Permission
from beatbook.ground.ui import workspaces
from beatbook.ground.ui.workspaces import Workspace


class FieldConfig(AppConfig):
    name = "beatbook.desks.field"
    label = "field"

    def ready(self) -> None:
        workspaces.register(Workspace("Field", "field", Permission.UNIT_OWN_STATUS, order=20))
