from django.apps import AppConfig

from beatbook.contract.access import Permission
from beatbook.desks.console import grammar
from beatbook.ground.force import spoken
from beatbook.ground.ui import workspaces
from beatbook.ground.ui.workspaces import Errand, Workspace


class ConsoleConfig(AppConfig):
    name = "beatbook.desks.console"
    label = "console"

    def ready(self) -> None:
        workspaces.register(Workspace("Dispatch", "console", Permission.CALL_DISPATCH, order=10))
        workspaces.offer_errand(
            Errand(
                "Wall display", "wall", icon="monitor", permission=Permission.CALL_READ, order=50
            )
        )
        for text, verb in grammar.WORDS.items():
            spoken.reserve(text, spoken.Word(verb.name, verb.status))
