"""The worker: runs the jobs that wait in the database's own queue (reports, exports, messages), and keeps the
figures of the country fresh.

Started by `impreuna serve`; on other machines: `python -m impreuna.config.worker`.
"""

from __future__ import annotations

import os
from typing import Any


def run() -> None:
    """Work until SIGTERM; a job that has begun is finished first."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impreuna.config.settings")
    django.setup()
    from procrastinate.contrib.django import app

    from impreuna.config.shapes import learn_shapes
    from impreuna.monitoring.jobs import figures_kept_fresh

    learn_shapes()
    connector: Any = app.connector
    with figures_kept_fresh(), app.replace_connector(connector.get_worker_connector()) as worker:
        worker.run_worker(concurrency=1)


if __name__ == "__main__":
    run()
