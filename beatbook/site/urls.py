"""Every address of the installation: each part brings its own."""

from django.urls import include, path

from beatbook.ground.agency.gate import public
from beatbook.ground.ui import views as ui

urlpatterns = [
    path("gallery/", public("it shows parts, never records")(ui.gallery), name="gallery"),
    path("licenses/", public("everybody may read them")(ui.licenses), name="licenses"),
    path("", include("beatbook.ground.agency.urls")),
    path("", include("beatbook.ground.geo.urls")),
    path("", include("beatbook.ground.registry.urls")),
    path("", include("beatbook.ground.force.urls")),
    path("", include("beatbook.duties.calls.urls")),
    path("", include("beatbook.desks.console.urls")),
    path("", include("beatbook.desks.field.urls")),
    path("", include("beatbook.desks.station.urls")),
    path("", include("beatbook.desks.api.urls")),
]
