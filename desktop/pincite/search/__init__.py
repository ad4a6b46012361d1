"""The full-text index of pages, titles, notes and annotations. Only this package imports Whoosh."""
