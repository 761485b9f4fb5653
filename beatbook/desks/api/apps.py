from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "beatbook.desks.api"
    label = "api"
