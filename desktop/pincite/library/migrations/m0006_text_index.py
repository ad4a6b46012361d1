"""Version 6: text indexes of documents, and the checks of quotations.

Both are derived: an index from the texts of the pages, a check from a quotation and an index.
`text_indexes.text` is the folded text, `begins` and `left_out` are places in it; `index_words` has
the boxes of the words of each page that is not read through text recognition.
"""

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE text_indexes (
        document TEXT PRIMARY KEY, version INTEGER NOT NULL, text BLOB NOT NULL,
        begins BLOB NOT NULL, left_out BLOB NOT NULL)""",
    """CREATE TABLE index_words (
        document TEXT NOT NULL REFERENCES text_indexes ON DELETE CASCADE,
        page_index INTEGER NOT NULL, words BLOB NOT NULL, PRIMARY KEY (document, page_index))""",
    # `source` is the id of a citation or mention; `pages` are the file pages that its quotation
    # stands on, as JSON. Lists of hundreds of citations need no more than these columns.
    """CREATE TABLE quotation_checks (
        source TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('citation', 'mention')),
        document TEXT NOT NULL, quotation TEXT NOT NULL, state TEXT NOT NULL,
        pages TEXT NOT NULL, at TEXT NOT NULL, data TEXT NOT NULL)""",
    "CREATE INDEX quotation_checks_by_document ON quotation_checks (document)",
)
