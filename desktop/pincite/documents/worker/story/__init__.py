"""Reading copies: an article's markup set as the pages of a book, and nothing of it lost."""
