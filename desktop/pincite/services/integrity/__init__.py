"""The check of the library: what is wrong or doubtful in its items, and how it can be mended."""
