"""The worker process. PyMuPDF is used in this package and nowhere else.

Nothing here imports Qt, SQLite, dataclasses or json: the first page waits for every import.
"""
