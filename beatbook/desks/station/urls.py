from django.urls import path

from beatbook.desks.station.views import calls, home, units

urlpatterns = [
    path("", home.home, name="home"),
    path("station/calls/", calls.history, name="call_history"),
    path("station/calls/<str:number>/", calls.call, name="call_record"),
    path("station/units/", units.roster, name="units"),
    path("station/units/new/", units.create, name="new_unit"),
    path("station/units/<int:unit_id>/", units.unit, name="unit"),
    path("station/units/<int:unit_id>/duty/", units.duty, name="unit_duty"),
    path("station/units/<int:unit_id>/retirement/", units.retire, name="retire_unit"),
]
