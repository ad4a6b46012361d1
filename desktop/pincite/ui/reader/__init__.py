"""The reader tab: pages, marks, and what was said about them."""
