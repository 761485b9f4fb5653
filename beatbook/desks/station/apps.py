from django.apps import AppConfig

from beatbook.contract.access import Permission
from beatbook.ground.ui import workspaces
from beatbook.ground.ui.workspaces import Workspace

WORKSPACES = (
    Workspace("Home", "home", None, order=0),
    Workspace("Calls", "call_history", Permission.CALL_READ, order=30),
    Workspace("Alerts", "alerts", Permission.ALERT_READ, order=35),
    Workspace("Log", "shift_log", Permission.CALL_READ, order=35),
    Workspace("Reports", "reports_owed", Permission.CALL_READ, order=32),
    Workspace("Tows", "tows", Permission.CALL_READ, order=37),
    Workspace("Units", "units", Permission.UNIT_READ, order=40),
    Workspace("Map", "ground_map", Permission.MAP_READ, order=45),
    Workspace("Members", "members", Permission.MEMBER_MANAGE, order=50),
    Workspace("Settings", "agency_settings", Permission.AGENCY_CONFIGURE, order=60),
)


class StationConfig(AppConfig):
    name = "beatbook.desks.station"
    label = "station"

    def ready(self) -> None:
        for workspace in WORKSPACES:
            workspaces.register(workspace)
