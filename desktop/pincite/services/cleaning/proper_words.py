"""Proper names that stand in titles often, and what is made of them."""

PROPER_WORDS = frozenset({
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "africa", "african", "america", "american", "americans", "asia",
    "asian", "australia", "australian", "austria", "austrian", "belgium", "bible", "brazil",
    "brazilian", "britain", "british", "buddhist", "canada", "canadian", "catholic", "chile",
    "china", "chinese", "christ", "christian", "christianity", "christians", "denmark",
    "dutch", "egypt", "egyptian", "england", "english", "europe", "european", "europeans",
    "finland", "france", "french", "german", "germans", "germany", "god", "greece", "greek",
    "hebrew", "hindu", "hungary", "india", "indian", "indians", "indonesia", "iran", "iraq",
    "ireland", "irish", "islam", "islamic", "israel", "italian", "italy", "japan", "japanese",
    "jewish", "jews", "judaism", "kenya", "korea", "korean", "latin", "london",
    "mediterranean", "mexican", "mexico", "moscow", "muslim", "muslims", "netherlands",
    "nigeria", "norway", "pacific", "paris", "persian", "poland", "polish", "portugal",
    "portuguese", "protestant", "roman", "rome", "russia", "russian", "scotland", "scottish",
    "soviet", "spain", "spanish", "sweden", "swedish", "swiss", "switzerland", "turkey",
    "turkish", "ukraine", "vienna", "vietnam", "wales", "welsh", "atlantic", "bayes",
    "bayesian", "boolean", "darwin", "darwinian", "einstein", "euclidean", "fourier", "freud",
    "freudian", "gaussian", "hegel", "hegelian", "hilbert", "kant", "kantian", "kepler",
    "laplace", "markov", "marx", "marxism", "marxist", "monte", "newton", "newtonian",
    "poisson", "shakespeare", "victorian",
})  # fmt: skip
"""In lower case."""
