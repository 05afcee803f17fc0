"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from ui.whole import only_whole

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ntswatch.settings")

application = only_whole(get_wsgi_application())
