"""Rules of visits, services and pictures. Pure: facts in, verdicts out."""
