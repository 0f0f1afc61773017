"""What can be asked of visits and services. Every question runs in the actor's scope and shows what her role may see.

Plans: `list_plans` (the commune's open ones, by day), `list_due`, `list_plans_of` (a household's), `find_plan`. Of a
household: `list_visits`, `list_services`, `list_pictures`. Of a person: `list_services_of_person`. A picture's content:
`find_picture`, and only then `kernel.files.read_file`.
"""

from impreuna.services.queries.delivery import ServiceRow, list_services, list_services_of_person
from impreuna.services.queries.pictures import PictureRow, find_picture, list_pictures
from impreuna.services.queries.visits import (
    PlanRow,
    VisitRow,
    find_plan,
    list_due,
    list_plans,
    list_plans_of,
    list_visits,
)

__all__ = [
    "PictureRow",
    "PlanRow",
    "ServiceRow",
    "VisitRow",
    "find_picture",
    "find_plan",
    "list_due",
    "list_pictures",
    "list_plans",
    "list_plans_of",
    "list_services",
    "list_services_of_person",
    "list_visits",
]
