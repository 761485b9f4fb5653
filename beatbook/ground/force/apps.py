from importlib import import_module

from django.apps import AppConfig


class ForceConfig(AppConfig):
    name = "beatbook.ground.force"
    label = "force"

    def ready(self) -> None:
        import_module("beatbook.ground.force.panels")
