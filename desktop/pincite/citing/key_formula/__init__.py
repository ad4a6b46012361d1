"""Citation keys by a formula: `auth.lower + shorttitle(3, 3) + year`."""
