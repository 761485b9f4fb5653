"""Every address of the installation: each part brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("beatbook.ground.agency.urls")),
]
