"""What CSL's item types are called in the interface."""

from PySide6.QtCore import QCoreApplication


def type_name(name: str) -> str:
    """The name of a type: "article-journal" is a "Journal article"."""
    tr = QCoreApplication.translate
    special = {
        "article": tr("Types", "Article or preprint"),
        "article-journal": tr("Types", "Journal article"),
        "article-magazine": tr("Types", "Magazine article"),
        "article-newspaper": tr("Types", "Newspaper article"),
        "chapter": tr("Types", "Book chapter"),
        "entry-dictionary": tr("Types", "Dictionary entry"),
        "entry-encyclopedia": tr("Types", "Encyclopedia entry"),
        "motion_picture": tr("Types", "Film or video"),
        "paper-conference": tr("Types", "Conference paper"),
        "personal_communication": tr("Types", "Personal message"),
        "post-weblog": tr("Types", "Blog post"),
        "review-book": tr("Types", "Book review"),
        "webpage": tr("Types", "Web page"),
    }
    plain = name.replace("-", " ").replace("_", " ")
    return special.get(name) or plain[:1].upper() + plain[1:]
