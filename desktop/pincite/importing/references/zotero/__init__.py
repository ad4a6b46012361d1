"""What Zotero and its add-ons export: its RDF, and the JSON of Better BibTeX."""
