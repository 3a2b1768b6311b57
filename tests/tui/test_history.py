"""Back and forward lead through what was seen, as in a web browser."""

from __future__ import annotations

from newsidx.tui.history import History, Seen
from newsidx.tui.reader import Question

OIL, GAS, SNOW = Seen(Question("oil"), 1), Seen(Question("gas"), 2), Seen(Question("snow"), 3)


def test_back_and_forward_lead_through_what_was_seen() -> None:
    history = History()
    assert history.step(-1) is None
    for seen in (OIL, GAS, SNOW):
        history.visit(seen)
    assert [history.step(-1), history.step(-1), history.step(-1)] == [GAS, OIL, None]
    assert [history.step(1), history.now] == [GAS, GAS]


def test_what_was_further_on_is_forgotten_after_another_question() -> None:
    history = History()
    for seen in (OIL, GAS):
        history.visit(seen)
    history.step(-1)
    history.visit(SNOW)
    assert history.step(1) is None
    assert history.step(-1) == OIL


def test_the_same_question_again_only_chooses_another_article() -> None:
    history = History()
    history.visit(OIL)
    history.visit(OIL._replace(article_id=9))
    assert history.now == OIL._replace(article_id=9)
    assert history.step(-1) is None
