"""Our own engine under Whoosh's queries: how words are stored, written, merged and looked up.

Read in this order: `segment_file` (the container), `encoding` and `postings` (what is in it, told
byte by byte in docs/postings-format.md), `builder` and `merge` (writing), `codec` and `index`
(how Whoosh sees it), `evaluate` and `collector` (answering).
"""
