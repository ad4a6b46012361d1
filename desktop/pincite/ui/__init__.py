"""The window: everything that needs Qt."""

from pincite.ui.kept_alive import keep_constants_alive

keep_constants_alive()
