"""Banners in wide and in narrow panes."""

from tests.ui.shell import Shell

from pincite.ui.widgets import Banner, Button


def test_in_a_narrow_pane_the_acts_stand_under_the_sentence(shell: Shell) -> None:
    acts = [("Complete…", lambda: None), ("Confirm", lambda: None)]
    banner = Banner(shell.context.theme, "info", "Found in the file: check and confirm.", acts)
    shell.qtbot.addWidget(banner)
    button = banner.findChild(Button)
    assert isinstance(button, Button)

    def is_below() -> bool:
        top = button.mapTo(banner, button.rect().topLeft()).y()
        return top >= banner.label.geometry().bottom()

    banner.resize(700, 60)
    banner.show()
    assert not is_below()
    banner.resize(340, 90)
    shell.qtbot.waitUntil(is_below)
    banner.resize(700, 60)
    shell.qtbot.waitUntil(lambda: not is_below())
