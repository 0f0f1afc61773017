"""The tablets' way in and out, `/api/sync/*`: it translates, and decides nothing that `execute` decides."""
