from importlib import import_module

from django.apps import AppConfig


class GeoConfig(AppConfig):
    name = "beatbook.ground.geo"
    label = "geo"

    def ready(self) -> None:
        import_module("beatbook.ground.geo.panels")
