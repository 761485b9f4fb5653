from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "beatbook.duties.calls"
    label = "calls"
