"""Other systems' way in and out: the JSON interface. No rules of its own; it translates."""
