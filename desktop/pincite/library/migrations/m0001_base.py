"""Version 1: items, documents, page texts, annotations, notes, citations, change log.

`data` holds a record as JSON and is the truth; the other columns are taken from it for queries.
Frozen: later changes of the schema are later migrations.
"""

STATEMENTS: tuple[str, ...] = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE changes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, device TEXT NOT NULL,
        kind TEXT NOT NULL, id TEXT NOT NULL, what TEXT NOT NULL
            CHECK (what IN ('put', 'remove', 'pages')))""",
    """CREATE TABLE tombstones (
        kind TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (kind, id)
        ) WITHOUT ROWID""",
    # The list of items is filtered and sorted without touching the (much longer) records.
    """CREATE TABLE items (
        id TEXT PRIMARY KEY, type TEXT NOT NULL, key TEXT NOT NULL, title TEXT NOT NULL,
        creators TEXT NOT NULL, year TEXT NOT NULL, container TEXT NOT NULL,
        is_draft INTEGER NOT NULL, added TEXT NOT NULL, modified TEXT NOT NULL,
        trashed TEXT NOT NULL, sort_title TEXT NOT NULL, sort_creators TEXT NOT NULL,
        sort_year INTEGER, sort_container TEXT NOT NULL, sort_key TEXT NOT NULL,
        search_text TEXT NOT NULL)""",
    """CREATE TABLE item_records (
        id TEXT PRIMARY KEY REFERENCES items ON DELETE CASCADE, data TEXT NOT NULL)""",
    "CREATE INDEX items_by_title ON items (sort_title, id) WHERE trashed = ''",
    "CREATE INDEX items_by_creators ON items (sort_creators, sort_year, id) WHERE trashed = ''",
    "CREATE INDEX items_by_year ON items (sort_year, sort_creators, id) WHERE trashed = ''",
    "CREATE INDEX items_by_type ON items (type, sort_title, id) WHERE trashed = ''",
    "CREATE INDEX items_by_container ON items (sort_container, sort_title, id) WHERE trashed = ''",
    "CREATE INDEX items_by_added ON items (added, id) WHERE trashed = ''",
    "CREATE INDEX items_by_modified ON items (modified, id) WHERE trashed = ''",
    "CREATE INDEX items_by_sort_key ON items (sort_key, id) WHERE trashed = ''",
    "CREATE INDEX items_by_key ON items (key)",
    "CREATE INDEX items_in_trash ON items (id) WHERE trashed <> ''",
    """CREATE TABLE item_tags (
        item TEXT NOT NULL REFERENCES items ON DELETE CASCADE, position INTEGER NOT NULL,
        tag TEXT NOT NULL, PRIMARY KEY (item, position)) WITHOUT ROWID""",
    "CREATE INDEX item_tags_by_tag ON item_tags (tag, item)",
    """CREATE TABLE item_collections (
        item TEXT NOT NULL REFERENCES items ON DELETE CASCADE, collection TEXT NOT NULL,
        PRIMARY KEY (item, collection)) WITHOUT ROWID""",
    "CREATE INDEX item_collections_by_collection ON item_collections (collection, item)",
    """CREATE TABLE item_identifiers (
        item TEXT NOT NULL REFERENCES items ON DELETE CASCADE, name TEXT NOT NULL,
        value TEXT NOT NULL, PRIMARY KEY (item, name, value)) WITHOUT ROWID""",
    "CREATE INDEX item_identifiers_by_value ON item_identifiers (name, value)",
    """CREATE TABLE collections (
        id TEXT PRIMARY KEY, position INTEGER NOT NULL, sort_name TEXT NOT NULL,
        trashed TEXT NOT NULL, data TEXT NOT NULL)""",
    # The id of a document and of a page map is the sha256 of the file.
    """CREATE TABLE documents (
        id TEXT PRIMARY KEY, item TEXT NOT NULL REFERENCES items DEFERRABLE INITIALLY DEFERRED,
        pages INTEGER NOT NULL, has_problem INTEGER NOT NULL, added TEXT NOT NULL,
        trashed TEXT NOT NULL, data TEXT NOT NULL)""",
    "CREATE INDEX documents_by_item ON documents (item, trashed, has_problem, id)",
    "CREATE TABLE page_maps (id TEXT PRIMARY KEY, data TEXT NOT NULL)",
    # Small numbers for the search index. Never used twice, so that an index that is behind the
    # library cannot name a wrong document or page.
    """CREATE TABLE document_numbers (
        number INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL UNIQUE)""",
    """CREATE TABLE page_texts (
        pid INTEGER PRIMARY KEY AUTOINCREMENT,
        document INTEGER NOT NULL REFERENCES document_numbers (number) ON DELETE CASCADE,
        page_index INTEGER NOT NULL, text BLOB NOT NULL, UNIQUE (document, page_index))""",
    """CREATE TABLE annotations (
        id TEXT PRIMARY KEY,
        document TEXT NOT NULL REFERENCES documents DEFERRABLE INITIALLY DEFERRED,
        page_index INTEGER NOT NULL, y REAL NOT NULL, x REAL NOT NULL, created TEXT NOT NULL,
        trashed TEXT NOT NULL, data TEXT NOT NULL)""",
    """CREATE INDEX annotations_by_document ON annotations
        (document, trashed, page_index, y, x)""",
    """CREATE TABLE annotation_tags (
        annotation TEXT NOT NULL REFERENCES annotations ON DELETE CASCADE,
        position INTEGER NOT NULL, tag TEXT NOT NULL,
        PRIMARY KEY (annotation, position)) WITHOUT ROWID""",
    "CREATE INDEX annotation_tags_by_tag ON annotation_tags (tag, annotation)",
    """CREATE TABLE notes (
        id TEXT PRIMARY KEY, item TEXT REFERENCES items DEFERRABLE INITIALLY DEFERRED,
        created TEXT NOT NULL, trashed TEXT NOT NULL, data TEXT NOT NULL)""",
    "CREATE INDEX notes_by_item ON notes (item, created)",
    """CREATE TABLE bibliographies (
        id TEXT PRIMARY KEY, sort_name TEXT NOT NULL, created TEXT NOT NULL,
        trashed TEXT NOT NULL, data TEXT NOT NULL)""",
    # A citation outlives its annotation: it then keeps the locator it was typed with.
    """CREATE TABLE citations (
        id TEXT PRIMARY KEY,
        bibliography TEXT NOT NULL REFERENCES bibliographies DEFERRABLE INITIALLY DEFERRED,
        item TEXT NOT NULL REFERENCES items DEFERRABLE INITIALLY DEFERRED,
        annotation TEXT, position REAL NOT NULL, created TEXT NOT NULL, trashed TEXT NOT NULL,
        data TEXT NOT NULL)""",
    "CREATE INDEX citations_by_bibliography ON citations (bibliography, position)",
    "CREATE INDEX citations_by_item ON citations (item)",
    "CREATE INDEX citations_by_annotation ON citations (annotation) WHERE annotation IS NOT NULL",
)
