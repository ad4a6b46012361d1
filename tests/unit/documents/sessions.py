"""Waiting for what a view session says, as the window's event loop does."""

from select import select
from time import monotonic
from typing import TypeVar

from pincite.documents.protocol import Event
from pincite.documents.viewing import ViewSession

PATIENCE_S = 20.0
E = TypeVar("E")


def wait_for(session: ViewSession, kind: type[E], count: int = 1) -> list[Event]:
    """Events up to and including the wanted ones."""
    events, wanted, until = [], 0, monotonic() + PATIENCE_S
    while monotonic() < until:
        deadline = session.next_deadline()
        left = min(until if deadline is None else deadline, until) - monotonic()
        watched = [session.fileno()] if session.fileno() >= 0 else []
        select(watched, [], [], max(0.0, left))
        for event in session.poll():
            events.append(event)
            wanted += isinstance(event, kind)
        if wanted >= count:
            return events
    raise AssertionError(f"no {kind.__name__} in {events}")


def one(events: list[Event], kind: type[E]) -> E:
    """The only event of its kind."""
    (event,) = [e for e in events if isinstance(e, kind)]
    return event
