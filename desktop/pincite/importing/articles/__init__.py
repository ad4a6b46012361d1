"""Articles: pages, books and texts of many formats as sanitised HTML with numbered paragraphs."""

from pincite.importing.articles.draft import ArticleDraft
from pincite.importing.articles.files import read_article
from pincite.importing.articles.html import read_html
from pincite.importing.articles.markdown import read_markdown
from pincite.importing.articles.text import read_text

__all__ = ["ArticleDraft", "read_article", "read_html", "read_markdown", "read_text"]
