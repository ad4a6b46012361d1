"""Lengths of texts as Whoosh rounds them: one byte each, finer for short ones.

Scores agree with Whoosh's to the last digit only if lengths are rounded as it does.
"""

import numpy as np
from whoosh.util.numeric import byte_to_length

from pincite.search.engine.segment_file import Array

LENGTH_OF_CODE: Array = np.array([byte_to_length(code) for code in range(256)], np.float64)


def length_codes(lengths: Array) -> Array:
    """The code of each length, rounded up to the next length that has one."""
    codes = np.searchsorted(LENGTH_OF_CODE, lengths, side="left")
    return np.minimum(codes, 255).astype(np.uint8)
