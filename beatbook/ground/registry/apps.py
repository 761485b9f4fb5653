from importlib import import_module

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "beatbook.ground.registry"
    label = "registry"

    def ready(self) -> None:
        import_module("beatbook.ground.registry.panels")
        import_module("beatbook.ground.registry.commands")
