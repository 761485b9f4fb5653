from django.apps import AppConfig


class ForceConfig(AppConfig):
    name = "beatbook.ground.force"
    label = "force"
