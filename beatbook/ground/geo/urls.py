from django.urls import path

from beatbook.ground.geo.views import closure, where

urlpatterns = [
    path("where/", where.where, name="where"),
    path("where/here/", where.here, name="here"),
    path("areas.geojson", where.drawn_areas, name="areas"),
    path("closures.geojson", closure.as_geojson, name="closures"),
    path("closures/", closure.close, name="close_street"),
    path("closures/stretch/", closure.stretch, name="stretch"),
    path("closures/<int:closure_id>/change/", closure.change, name="change_closure"),
    path("closures/<int:closure_id>/lifting/", closure.lift, name="lift_closure"),
    path("tiles/<slug:key>/<int:z>/<int:x>/<int:y>", where.tile, name="tile"),
]
