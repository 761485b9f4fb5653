"""What a web process serves: see ``door``."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beatbook.site.settings")
django.setup()

from beatbook.site.door import FrontDoor  # noqa: E402 -- its models need the line above

application = FrontDoor()
