"""The synthetic country: people who do not exist, in real communes, drawn from one seed through the same rules.

Nothing of it comes from the system's own figures: `people.toml`, `rates.toml` and `names.toml` are all it is drawn from,
with the populations that were imported. `homes` who lives together, `people` their names and papers, `interview` what
they answer, `census` how a commune's visits went, `rows` what is written, `commands` the act that writes a commune.
"""
