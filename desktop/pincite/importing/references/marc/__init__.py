"""MARC: the records of library catalogues, in ISO 2709 and in XML."""
