from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "beatbook.ground.work"
    label = "work"
