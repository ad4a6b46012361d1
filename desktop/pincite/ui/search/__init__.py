"""What a search found: the list, what narrows it, pictures of pages, the way from hit to hit."""
