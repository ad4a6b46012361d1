"""Version 11: saved searches, and the labels of pages where a search finds them.

`page_labels` follows from the page maps: each page by its label, ASCII letters made small.
"""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE saved_searches (
        id TEXT PRIMARY KEY, position INTEGER NOT NULL, sort_name TEXT NOT NULL,
        trashed TEXT NOT NULL, data TEXT NOT NULL)""",
    """CREATE TABLE page_labels (
        label TEXT NOT NULL,
        document INTEGER NOT NULL REFERENCES document_numbers (number) ON DELETE CASCADE,
        page_index INTEGER NOT NULL, PRIMARY KEY (label, document, page_index)) WITHOUT ROWID""",
    "CREATE INDEX page_labels_by_document ON page_labels (document)",
    """INSERT INTO page_labels (label, document, page_index)
        SELECT lower(coalesce(
            json_extract(m.data, '$.corrected."' || p.key || '"'),
            json_extract(p.value, '$.label'))), n.number, p.key
        FROM page_maps m JOIN document_numbers n ON n.sha256 = m.id,
            json_each(m.data, '$.found') p""",
)
