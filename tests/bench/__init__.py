"""How fast it is, in figures that hold on any machine: CPU per request and ratios to floors of the same run.

Each measurement is one file with `measure(site, effort)`; `impreuna bench [NAME…]` runs them against the
application as `impreuna serve` starts it, with a PostgreSQL of its own, and prints one JSON object.
Nothing here judges by the clock on the wall: machines differ, and so does what else they do.
"""
