from django.apps import AppConfig


class GeoConfig(AppConfig):
    name = "beatbook.ground.geo"
    label = "geo"
