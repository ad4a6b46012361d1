"""The panels beside the pages."""
