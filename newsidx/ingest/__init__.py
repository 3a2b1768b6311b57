"""From files to the archive: walk, scan, read in workers, add in batches, report."""

from newsidx.ingest.pipeline import IngestOptions, Progress, Report, check_root, ingest, opened_for, prune_anyway

__all__ = ["IngestOptions", "Progress", "Report", "check_root", "ingest", "opened_for", "prune_anyway"]
