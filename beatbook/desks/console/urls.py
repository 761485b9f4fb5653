from django.urls import path

from beatbook.desks.console import views

urlpatterns = [
    path("dispatch/", views.console, name="console"),
    path("dispatch/calls/", views.console, {"panel": "calls"}, name="console_calls"),
    path("dispatch/units/", views.console, {"panel": "units"}, name="console_units"),
    path("dispatch/map/", views.console, {"panel": "map"}, name="console_map"),
    path("wall/", views.wall, name="wall"),
    path("dispatch/snapshot.json", views.snapshot, name="console_snapshot"),
    path("wall/snapshot.json", views.wall_snapshot, name="wall_snapshot"),
    path("dispatch/commands/", views.commands, name="console_commands"),
    path("dispatch/figures.json", views.figures, name="console_figures"),
]
