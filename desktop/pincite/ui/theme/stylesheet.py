"""The style sheet: what a palette cannot say.

Hooks are dynamic properties: `QPushButton[kind="primary"|"plain"|"ghost"]`,
`QLabel[role="muted"|"title"|"head"|"section"|"small"]`,
`QFrame[role="card"|"pane"|"side"|"bar"|"foot"]`.
"""

from collections.abc import Mapping
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor

from pincite import assets
from pincite.ui.theme.palettes import mixed
from pincite.ui.theme.roles import Role

_SHEET = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px 6px; }
QMainWindow, QDialog { background: $window; }
QMenuBar { background: $window; border: 0; padding: 4px 8px; }
QMenuBar::item { background: transparent; color: $muted; padding: 5px 9px; border-radius: 6px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; color: $text; }
QMenu { background: $surface; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 5px 22px 5px 10px; border-radius: 5px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $faded; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }

QFrame[role="side"] { background: $side; border: 0; }
QFrame[role="pane"] { background: $window; border: 0; }
QFrame[role="tabs"] { background: $side; border: 0; border-bottom: 1px solid $line; }
QFrame[role="bar"] { background: $window; border: 0; border-bottom: 1px solid $line; }
QFrame[role="foot"] { background: $window; border: 0; border-top: 1px solid $line; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[role="card"]:hover[clickable="true"] { border-color: $muted; }
QFrame[role="card"]:focus { border-color: $accent; }
QFrame[role="popup"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[role="line"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }

QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}px; }
QLabel[role="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[role="head"] { font-size: ${head}px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="section"] { color: $muted; font-size: ${section}px; font-weight: 600;
  text-transform: uppercase; letter-spacing: 0.5px; }
QLabel[role="picture"] { border: 1px solid $line; background: $page; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="warn"] { color: $warn; }
QLabel[role="bad"] { color: $bad; }

QPushButton { min-height: 28px; padding: 0 12px; border: 1px solid $line; border-radius: 7px;
  background: $surface; color: $text; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faded; background: $window; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 0 11px; min-height: 26px; }
QPushButton[kind="primary"]:disabled { background: $line; border-color: $line; color: $faded; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; padding: 0 8px; }
QPushButton[kind="ghost"]:hover { background: $hover; }
QPushButton[kind="ghost"]:focus { border-color: $accent; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; padding: 0 4px;
  color: $accent; min-height: 20px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $accent; }
QPushButton[kind="link"]:disabled { background: transparent; color: $faded; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; padding: 0 5px;
  min-height: 24px; border-radius: 5px; text-align: left; }
QPushButton[kind="quiet"]:hover { border-color: $line; background: $surface; }
QPushButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton[kind="pill"] { background: transparent; border: 1px solid transparent; color: $muted;
  border-radius: 6px; padding: 0 7px; min-height: 24px; }
QPushButton[kind="pill"]:hover { color: $text; background: $hover; }
QPushButton[kind="pill"]:checked { background: $selection; color: $text; font-weight: 600; }
QPushButton[kind="pill"]:focus { border-color: $accent; }
QPushButton[kind="chip"] { background: $accent_soft; border: 1px solid transparent; color: $text;
  border-radius: 11px; padding: 0 8px; min-height: 20px; font-size: ${small}px; }
QPushButton[kind="chip"]:hover { border-color: $accent; }
QPushButton[kind="chip"]:focus { border-color: $accent; }
QPushButton[kind="toggle"] { background: transparent; border: 1px solid $line; color: $text;
  border-radius: 11px; padding: 0 8px; min-height: 20px; font-size: ${small}px; }
QPushButton[kind="toggle"]:hover { background: $hover; }
QPushButton[kind="toggle"]:checked { background: $selection; border-color: $accent; }
QPushButton[kind="toggle"]:focus { border-color: $accent; }
QPushButton[kind="facet"] { background: transparent; border: 1px solid $line; color: $text;
  border-radius: 13px; padding: 0 24px 0 11px; min-height: 24px; font-size: ${small}px; }
QPushButton[kind="facet"]:hover { background: $hover; }
QPushButton[kind="facet"]:checked { background: $selection; border-color: $accent; }
QPushButton[kind="facet"]:focus { border-color: $accent; }
QPushButton[kind="facet"]:disabled { color: $faded; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px;
  background: transparent;
  color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selection; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }

QAbstractScrollArea { border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QLineEdit, QPlainTextEdit, QTextEdit {
  background: $surface; border: 1px solid $line; border-radius: 7px; padding: 0 8px; color: $text;
  selection-background-color: $selection; selection-color: $text; }
QLineEdit { min-height: 28px; }
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus {
  border-color: $accent; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $faded; background: $window; }
QLineEdit[kind="quiet"], QPlainTextEdit[kind="quiet"] { background: transparent;
  border-color: transparent;
  border-radius: 5px; padding: 0 5px; min-height: 24px; }
QLineEdit[kind="quiet"]:hover, QPlainTextEdit[kind="quiet"]:hover { border-color: $line;
  background: $surface; }
QLineEdit[kind="quiet"]:focus, QPlainTextEdit[kind="quiet"]:focus { border-color: $accent;
  background: $surface; }
QLineEdit[kind="quiet"]:read-only:focus { background: transparent; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border-color: $bad; }
QRadioButton { spacing: 7px; }
QRadioButton::indicator { width: 12px; height: 12px; border: 1px solid $muted; border-radius: 7px;
  background: $surface; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: $accent; }
QRadioButton::indicator:checked { width: 4px; height: 4px; border: 5px solid $accent;
  border-radius: 7px; background: $surface; }
QRadioButton::indicator:checked:focus { border-color: $text; }
QCheckBox { spacing: 7px; }
QCheckBox::indicator, QTableView::indicator { width: 14px; height: 14px;
  border: 1px solid $muted; border-radius: 4px;
  background: $surface; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus, QTableView::indicator:hover {
  border-color: $accent; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: $accent;
  border-color: $accent; image: url("$check"); }
QCheckBox::indicator:checked:focus { border-color: $text; }
QCheckBox::indicator:disabled { border-color: $line; background: $window; }
QComboBox { min-height: 28px; border: 1px solid $line; border-radius: 7px; background: $surface;
  padding: 0 26px 0 10px; color: $text; }
QComboBox:hover { background: $hover; }
QComboBox[kind="quiet"] { background: transparent; border-color: transparent; border-radius: 5px;
  padding: 0 22px 0 7px; min-height: 24px; }
QComboBox[kind="quiet"]:hover { border-color: $line; background: $surface; }
QComboBox[kind="quiet"]:focus { border-color: $accent; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; padding: 4px;
  outline: 0; }

QAbstractItemView { background: $window; border: 0; outline: 0; color: $text;
  selection-background-color: $selection; selection-color: $text; }
QAbstractItemView[surface="side"] { background: $side; }
QHeaderView { background: $window; border: 0; }
QHeaderView::section { background: $window; color: $muted; border: 0;
  border-bottom: 1px solid $line;
  padding: 0 10px; height: 28px; font-size: ${small}px; font-weight: 600; }
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0; }
QTableView::item, QTreeView::item, QListView::item { padding: 0 7px; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget[role="canvas"] { background: transparent; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }

QSplitter::handle { background: $line; }
QTabBar { background: $side; border: 0; qproperty-drawBase: 0; }
QTabBar::tab { height: 30px; padding: 0 14px; margin: 0 1px; border: 1px solid transparent;
  border-bottom: 0; border-top-left-radius: 6px; border-top-right-radius: 6px; color: $muted;
  background: transparent; max-width: 230px; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { background: $window; color: $text; border-color: $line; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }
QTabBar QToolButton { background: $side; border: 0; border-radius: 0; }
QTabBar QToolButton[kind="close"] { background: transparent; border-radius: 4px; padding: 0; }
QTabBar QToolButton[kind="close"]:hover { background: $line; }
QStatusBar { background: $window; border-top: 1px solid $line; color: $muted;
  font-size: ${small}px; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $muted; font-size: ${small}px; }
QProgressBar { background: $line; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
""")


def _check(colour: QColor) -> Path:
    """The picture of a tick: a style sheet can only name files."""
    return assets.root() / "icons" / f"check-{'light' if colour.lightness() > 127 else 'dark'}.svg"


def build_stylesheet(colours: Mapping[Role, QColor], body_px: int) -> str:
    """The style sheet of the whole application in these colours.

    Args:
        body_px: size of body text; the type scale is counted from it.
    """
    window, text = colours[Role.WINDOW], colours[Role.TEXT]
    values = {role.value: colour.name() for role, colour in colours.items()}
    return _SHEET.substitute(
        values,
        check=_check(colours[Role.ON_ACCENT]).as_posix(),
        faded=mixed(window, text, 0.4).name(),
        thumb=mixed(window, text, 0.25).name(),
        accent_hover=mixed(colours[Role.ACCENT], text, 0.18).name(),
        small=round(body_px * 0.92),
        section=round(body_px * 0.85),
        title=round(body_px * 1.23),
        head=round(body_px * 1.5),
    )
