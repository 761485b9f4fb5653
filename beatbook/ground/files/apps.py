from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "beatbook.ground.files"
    label = "files"
