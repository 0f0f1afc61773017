"""Rules of cases. Pure: facts in, verdicts out."""
