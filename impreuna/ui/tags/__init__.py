"""The template tags of the components, grouped by what they show; `{% load ui %}` brings them all."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


def drawn(component: str, part: str = "template", **context: Any) -> SafeString:
    """The HTML of a component's template (or of another part in its folder) with this context."""
    return render_to_string(f"components/{component}/{part}.html", context)


def path_of(component: str, part: str = "template") -> str:
    """The name under which the template loader finds a component's template."""
    return f"components/{component}/{part}.html"
