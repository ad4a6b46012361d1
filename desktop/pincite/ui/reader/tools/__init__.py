"""Tools that make annotations on the pages, and the grips that change them."""
