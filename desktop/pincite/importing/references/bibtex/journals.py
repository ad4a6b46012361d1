"""Journals that astronomers name by a command of their class files.

Source: American Astronomical Society, AASTeX 6.3, "Journal abbreviations"; the names are those of
the journals themselves.
"""

JOURNALS: dict[str, str] = {
    "aj": "The Astronomical Journal", "araa": "Annual Review of Astronomy and Astrophysics",
    "apj": "The Astrophysical Journal", "apjl": "The Astrophysical Journal Letters",
    "apjlett": "The Astrophysical Journal Letters",
    "apjs": "The Astrophysical Journal Supplement Series",
    "apjsupp": "The Astrophysical Journal Supplement Series", "ao": "Applied Optics",
    "applopt": "Applied Optics", "apss": "Astrophysics and Space Science",
    "aap": "Astronomy and Astrophysics", "astap": "Astronomy and Astrophysics",
    "aapr": "Astronomy and Astrophysics Reviews",
    "aaps": "Astronomy and Astrophysics Supplement Series",
    "baas": "Bulletin of the American Astronomical Society", "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics",
    "jrasc": "Journal of the Royal Astronomical Society of Canada",
    "memras": "Memoirs of the Royal Astronomical Society",
    "mnras": "Monthly Notices of the Royal Astronomical Society", "na": "New Astronomy",
    "nar": "New Astronomy Reviews", "pra": "Physical Review A", "prb": "Physical Review B",
    "prc": "Physical Review C", "prd": "Physical Review D", "pre": "Physical Review E",
    "prl": "Physical Review Letters",
    "pasa": "Publications of the Astronomical Society of Australia",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "pasj": "Publications of the Astronomical Society of Japan",
    "qjras": "Quarterly Journal of the Royal Astronomical Society", "solphys": "Solar Physics",
    "sovast": "Soviet Astronomy", "ssr": "Space Science Reviews", "nat": "Nature",
    "iaucirc": "IAU Circulars", "grl": "Geophysical Research Letters",
    "jgr": "Journal of Geophysical Research", "planss": "Planetary and Space Science",
    "physrep": "Physics Reports", "procspie": "Proceedings of the SPIE",
    "psj": "The Planetary Science Journal",
}  # fmt: skip
"""Command -> journal."""
