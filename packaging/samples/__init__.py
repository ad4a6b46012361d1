"""Texts and typesetting of the sample documents that Pincite ships."""
