"""Manuscripts: texts that their authors are writing, read for their citations and quotations.

One module a format; each gives blocks of text with the citations in them (`flow`), from which
`reading` makes a `Manuscript`. A manuscript is only ever read.
"""
