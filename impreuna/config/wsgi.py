"""What granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impreuna.config.settings")
application = get_wsgi_application()

from impreuna.config.shapes import learn_shapes  # noqa: E402  Django is set up only now

learn_shapes()
