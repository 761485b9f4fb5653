from django.urls import path

from beatbook.ground.geo import views

urlpatterns = [
    path("where/", views.where, name="where"),
    path("areas.geojson", views.drawn_areas, name="areas"),
    path("tiles/<slug:key>/<int:z>/<int:x>/<int:y>", views.tile, name="tile"),
]
