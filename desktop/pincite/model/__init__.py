"""Plain data: items, documents, annotations, citations. No I/O, no clock, no Qt."""
