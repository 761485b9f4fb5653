from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "beatbook.ground.journal"
    label = "journal"
