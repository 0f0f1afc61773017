"""Pure rules of the registry: identity numbers, names, dates, likeness. No Django, no clock, no database."""
