"""Articles and figures as files and pipes take them: JSON, CSV, Markdown, citations, plain files, charts."""
