"""Django's pages and API, served from a fixed pool of threads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "beatbook.site.settings")

application = get_wsgi_application()
