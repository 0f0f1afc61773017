"""The small language of rules and skip logic: typed, three-valued, parsed and checked here only.

Its tree travels as JSON; this package and `field/src/rules` evaluate it alike (`contracts/vectors`).
`docs/developers/rules.md` is its manual; decision 0025 says why it is not CEL, JSONLogic or XPath.
"""
