from django.apps import AppConfig


class AgencyConfig(AppConfig):
    name = "beatbook.ground.agency"
    label = "agency"
