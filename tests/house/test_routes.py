"""Every address declares who may open it, has typed parameters and reads like a Romanian address."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from impreuna.kernel.policy import CAPABILITIES

#: Addresses of libraries, which guard themselves: prefix → library.
LIBRARIES = {"cont/": "django-allauth", "limba/": "Django's language switch", "static/": "static files"}
STYLE = re.compile(r"^([a-z0-9.-]+|<[a-z_]+:[a-z_]+>)(/([a-z0-9.-]+|<[a-z_]+:[a-z_]+>))*/?$")


def routes(resolver: URLResolver, prefix: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        found += routes(entry, path) if isinstance(entry, URLResolver) else [(path, entry)]
    return found


OURS = [(path, entry) for path, entry in routes(get_resolver()) if not path.startswith(tuple(LIBRARIES))]


@pytest.mark.parametrize(("path", "entry"), OURS, ids=[path or "/" for path, _entry in OURS])
def test_a_route_declares_its_capability(path: str, entry: URLPattern) -> None:
    view = entry.callback
    assert hasattr(view, "is_public"), f'{path}: put @page("…") or @public_page (impreuna.ui.access) on its view'
    assert view.is_public or view.capability in CAPABILITIES, f"{path}: {view.capability} is not in kernel/policy.py"


@pytest.mark.parametrize(("path", "entry"), OURS, ids=[path or "/" for path, _entry in OURS])
def test_a_route_is_well_written(path: str, entry: URLPattern) -> None:
    assert entry.name, f"{path}: give it a name"
    assert path == "" or STYLE.match(path), f"{path}: lower case, hyphens, typed parameters"
