from django.apps import AppConfig
from django.core import checks

from beatbook.ground.ui import packages


class UiConfig(AppConfig):
    name = "beatbook.ground.ui"
    label = "ui"

    def ready(self) -> None:
        checks.register(packages.check, "ui")
