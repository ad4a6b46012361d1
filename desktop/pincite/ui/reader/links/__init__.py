"""Links on the pages: where they are, following them, and a look at where they lead."""
