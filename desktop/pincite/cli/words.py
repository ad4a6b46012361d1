"""Small words with numbers in them."""


def plural(count: int, noun: str) -> str:
    """One page, 2 pages: the number and the noun, for nouns that take an "s"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
