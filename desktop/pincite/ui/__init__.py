"""The window: everything that needs Qt."""

from pincite.ui.plain_imports import leave_sources_unread

leave_sources_unread()
