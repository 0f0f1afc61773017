"""The synthetic country: people who do not exist, in real communes, drawn from one seed through the same rules.

Nothing of it comes from the system's own figures: it is drawn from `people.toml`, `rates.toml`, `names.toml` and the
populations that were imported. `homes` tells who lives together, `people` their names and papers, `interview` what they
answer, `census` how a commune's visits went, `rows` what is written, `commands` the act that writes a commune.
"""
