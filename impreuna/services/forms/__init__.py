"""Forms of visits and services."""
