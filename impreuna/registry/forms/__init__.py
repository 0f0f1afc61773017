"""Forms of the registry: HTML in, command out. One file for each noun."""
