"""Sources on the web that describe a work when asked for its identifier or its title."""
