"""Counting and publishing. No commands of people: PostgreSQL counts from the rows, and nobody edits a figure."""
