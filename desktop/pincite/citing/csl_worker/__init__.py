"""The citation process: formats bibliographies, on its own so that it can be stopped and replaced.

Run as `python -m pincite.citing.csl_worker [CITEPROC_JS]`. It reads requests as lines of JSON from
standard input and answers each with one line on standard output. It imports neither Qt nor the
rest of the program.
"""
