"""Articles: pages, books and texts of many formats as sanitised HTML with numbered paragraphs.

`files.read_article` reads any of them. Each format's reader stands in a module of its own, which is
loaded when such a file comes.
"""
