"""Reading files: the worker process with PyMuPDF, page texts, printed page numbers, passages."""
