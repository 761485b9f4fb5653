from django.urls import path

from beatbook.desks.console import views

urlpatterns = [
    path("dispatch/", views.console, name="console"),
    path("dispatch/commands/", views.commands, name="console_commands"),
    path("dispatch/figures.json", views.figures, name="console_figures"),
]
