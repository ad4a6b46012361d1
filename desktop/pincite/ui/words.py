"""Small words with numbers in them."""

from PySide6.QtCore import QLocale


def counted(number: int, one: str, many: str) -> str:
    """`one` for 1, else `many`, with the number in the user's way of writing for "%n".

    Qt's own plural forms need a loaded translation even for English, and do not group digits.

    Args:
        one, many: translated texts with "%n" where the number stands.
    """
    return (one if number == 1 else many).replace("%n", QLocale().toString(number))
