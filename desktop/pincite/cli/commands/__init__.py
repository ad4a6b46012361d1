"""The subcommands, grouped by noun. Each module has `add_parsers` and one function a subcommand."""
