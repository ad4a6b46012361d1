"""What is looked up on the web: works by identifiers, details of items, their PDFs."""
