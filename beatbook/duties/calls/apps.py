from importlib import import_module

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "beatbook.duties.calls"
    label = "calls"

    def ready(self) -> None:
        import_module("beatbook.duties.calls.panels")
        import_module("beatbook.duties.calls.commands.request")
        import_module("beatbook.duties.calls.commands.scheduling")
        import_module("beatbook.duties.calls.subscribers")
