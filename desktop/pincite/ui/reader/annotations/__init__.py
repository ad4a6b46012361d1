"""Marks on pages: painting, listing and editing them."""
