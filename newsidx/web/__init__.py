"""`newsidx serve`: the archive as web pages, feeds and an API, by starlette, uvicorn and jinja2."""
