"""Words that tell the names of authors from other words with a capital letter."""

_INSIDE_TEXT = """
report reports paper study and
"""

_PARTICLES_TEXT = """
van von der den de del della dei di da dos das do la le las los du des ter ten bin ibn al el of
the for on in zu zum zur und et y e and & / à a af av mac
"""

_JOINING_TEXT = """
and & et y e und / i og och en
"""

_STOP_TEXT = """
dagegen ebenso schon dazu ausführlich näher segundo conforme sobre vide preface foreword
introduction conclusion contents acknowledgements acknowledgments bibliography abstract summary
vorwort einleitung inhalt préface avant-propos prólogo prefazione
voir véase ver vide zie cfr siehe seguir
the a an in on at of by from to and or but for with this that these those it he she they we you
i is was are were be his her its their our see also section sections chapter chapters page pages
figure figures table tables part parts note notes line lines equation appendix box item items
article articles paragraph vol volume volumes no number fig sec as so if when where while since
after before although though however thus hence therefore moreover indeed according compare
following like unlike both even here there then now what which who how why yet still such
january february march april may june july august september october november december jan feb
mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
sunday mon tue tues wed thu thur thurs fri sat sun updated posted published photograph photo
image credit source genesis exodus leviticus numbers deuteronomy joshua judges ruth samuel kings
chronicles ezra nehemiah esther job psalm psalms proverbs ecclesiastes isaiah jeremiah ezekiel
daniel hosea amos micah romans john matthew mark luke acts corinthians galatians ephesians
philippians colossians thessalonians timothy titus hebrews revelation surah sura quran qur'an
ibid id idem op loc cf eg ie selon nach bei laut siehe vgl según como dans chez comme version
chapitre kapitel abbildung tabelle definition theorem lemma proposition corollary example
exercise problem question step phase stage level grade class type group round game week day days
year years month season episode act scene room gate platform suite apt route highway channel
area zone district ward unit lot model windows boeing airbus apollo python java android ios
iphone ipad playstation xbox bug issue pull request ticket case order resolution rule rules
title regulation directive covid sars top best over under about approximately circa nearly
almost only just up down age ages aged total average mean median max min est gmt utc pst pdt edt
bst cet tel phone call fax ext isbn issn doi arxiv pmid
"""

INSIDE = frozenset(_INSIDE_TEXT.split())
"""Other small words inside the name of a body or its report."""
PARTICLES = frozenset(_PARTICLES_TEXT.split())
"""Small words inside a name."""
JOINING = frozenset(_JOINING_TEXT.split())
"""Between two names."""
STOP = frozenset(_STOP_TEXT.split())
"""Words with a capital that begin no name of an author: openers, months, books, things that are
numbered."""
