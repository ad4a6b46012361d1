"""Tags as they are typed."""


def typed_tags(line: str) -> tuple[str, ...]:
    """The names in one line, divided by semicolons, each once: "tide; to read"."""
    return tuple(dict.fromkeys(part.strip() for part in line.split(";") if part.strip()))
