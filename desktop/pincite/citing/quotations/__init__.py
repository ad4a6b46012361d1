"""Whether a quotation stands in a document, where, and what is different when it does not."""
