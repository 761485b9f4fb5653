"""The two pages of the kit itself.

They carry no gate mark here, because the gate lies above this floor: `site/urls.py` marks them.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from beatbook.ground.ui import gallery as specimens
from beatbook.ground.ui import licenses as made_of


def gallery(request: HttpRequest) -> HttpResponse:
    """Each part in each state."""
    return render(request, "ui/gallery.html", specimens.context(request.GET))


def licenses(request: HttpRequest) -> HttpResponse:
    """Every package Beatbook is made of, with its license."""
    context = {"front_end": made_of.front_end(), "server": made_of.server()}
    return render(request, "ui/licenses.html", context)
