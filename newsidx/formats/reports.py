"""Reports as one JSON object: what is in an archive, and what an ingest did."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from newsidx.text.sanitize import escape_json_controls

if TYPE_CHECKING:
    from newsidx.archive.records import Description
    from newsidx.ingest.pipeline import Report

_OUTCOMES = ("new", "changed", "unchanged", "moved", "duplicate", "problem", "undated", "ambiguous")


def description_json(description: Description) -> str:
    """The figures of an archive; dates are ISO 8601."""
    return escape_json_controls(json.dumps(dataclasses.asdict(description), default=str, ensure_ascii=False, indent=2))


def ingest_json(report: Report) -> str:
    """The figures of an ingest, on one line."""
    figures: dict[str, object] = {outcome: report.outcome[outcome] for outcome in _OUTCOMES}
    figures |= {
        "articles": report.outcome["articles"],
        "missing": report.missing,
        "pruned_files": report.pruned[0],
        "pruned_articles": report.pruned[1],
        "unpruned_files": len(report.unpruned.files) if report.unpruned else 0,
        "unpruned_articles": report.unpruned.articles if report.unpruned else 0,
        "annotated_lost": report.outcome["annotated_lost"],
        "removed": report.removed,
        "seconds": round(report.seconds, 3),
        "dry_run": report.dry_run,
        "finished": report.finished,
    }
    return json.dumps(figures)
