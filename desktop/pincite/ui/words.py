"""Small words with numbers in them."""

from PySide6.QtCore import QCoreApplication, QLocale

from pincite.services.jobs import Received


def counted(number: int, one: str, many: str) -> str:
    """`one` for 1, else `many`, with the number in the user's way of writing for "%n".

    Qt's own plural forms need a loaded translation even for English, and do not group digits.

    Args:
        one, many: translated texts with "%n" where the number stands.
    """
    return (one if number == 1 else many).replace("%n", QLocale().toString(number))


def received_words(received: Received, locale: QLocale) -> str:
    """How much has come over the network ("3.2 MB of 10 MB")."""
    done = locale.formattedDataSize(received.done_bytes, 1)
    if not received.total_bytes:
        return done
    told = QCoreApplication.translate("Words", "%1 of %2").replace("%1", done)
    return told.replace("%2", locale.formattedDataSize(received.total_bytes, 1))
