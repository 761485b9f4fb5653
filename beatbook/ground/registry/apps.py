from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "beatbook.ground.registry"
    label = "registry"
