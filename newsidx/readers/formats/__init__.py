"""The formats of documents: one module each, and the registry that says in which order they are tried."""

from newsidx.readers.formats.registry import STREAM_FORMATS, TEXT_FORMATS, StreamFormat, TextFormat, stream_format_of

__all__ = ["STREAM_FORMATS", "TEXT_FORMATS", "StreamFormat", "TextFormat", "stream_format_of"]
