"""How the house is put together and started: settings, addresses, the `impreuna` program."""
