"""What is said of the name of an alert that does not exist, or of one that is taken."""

from __future__ import annotations

from newsidx.errors import AlertExists, UnknownAlert
from newsidx.text.whole import whole


def unknown_alert(name: str) -> UnknownAlert:
    """The error for a name that no alert has."""
    return UnknownAlert(f"There is no alert called {name}", f"See all alerts with: {whole('newsidx alert list')}")


def alert_exists(name: str) -> AlertExists:
    """The error for a name that an alert has already."""
    return AlertExists(
        f"An alert called {name} already exists",
        f"Choose another name, or delete that alert with: {whole('newsidx alert remove NAME')}",
    )
