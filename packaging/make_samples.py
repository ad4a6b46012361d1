"""Make the sample library: `python packaging/make_samples.py [FOLDER]`.

Typesets the two PDFs and fills the web article from the texts in `packaging/samples/`. Output is
the same each time for one version of PyMuPDF.
"""

import sys
from pathlib import Path

from samples import essay, journal, report

TARGET = Path(__file__).parent.parent / "resources" / "samples"


def main(folder: Path) -> None:
    """Write all samples into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    report.build(folder / "harbour-towns.pdf")
    journal.build(folder / "storm-tides.pdf")
    essay.build(folder / "who-weighed-the-bread.html")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
