"""What reading states are called in the interface."""

from PySide6.QtCore import QCoreApplication

from pincite.model.reading_states import ReadingState


def state_name(state: ReadingState) -> str:
    """What a reading state is called."""
    tr = QCoreApplication.translate
    return {
        ReadingState.UNREAD: tr("Reading", "Unread"),
        ReadingState.READING: tr("Reading", "Reading"),
        ReadingState.READ: tr("Reading", "Read"),
    }[state]
