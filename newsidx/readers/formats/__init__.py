"""The formats of documents: one module each, and the registry that says in which order they are tried."""

from newsidx.readers.formats.registry import DOCUMENT_FORMATS, TEXT_FORMATS, Contents, DocumentFormat, TextFormat

__all__ = ["DOCUMENT_FORMATS", "TEXT_FORMATS", "Contents", "DocumentFormat", "TextFormat"]
