"""Reading files: the part of an ingest that several processes can share, in chunks whose order stays."""

from __future__ import annotations

import datetime
import gc
import os
import signal
import stat
import sys
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from newsidx.archive.files import FileRead, FileToRead, problem_text, stored_time, unreadable_file
from newsidx.archive.open_files import is_open
from newsidx.dates.extract import DateOrder
from newsidx.disk.paths import path_on_disk
from newsidx.errors import CannotWrite, ReaderKilled
from newsidx.ingest.neighbours import neighbours_at
from newsidx.ingest.standard_input import StandardInput
from newsidx.ingest.walk import NO_FILE, OPEN_ARCHIVE
from newsidx.readers.options import NO_NEIGHBOURS, Neighbours, options_of
from newsidx.readers.problem import ProblemKind, too_large
from newsidx.readers.reading import DateReader, Reading, is_read_in_parts, read_file, read_source
from newsidx.readers.source import Document, Hints, stream_of
from newsidx.text.whole import whole

if TYPE_CHECKING:
    from concurrent.futures import Future
    from ctypes import c_bool

_CHUNK_FILES = 500
_CHUNK_BYTES = 500_000
_CHUNK_HANDED_OVER = 25_000 if sys.version_info < (3, 11, 5) else 500_000
"""Characters of the names of a chunk's files and of what is said about them. In an early Python two chunks must fit
into the buffer of a pipe: if a process is killed while more is being written to it, Python waits for it forever.

https://github.com/python/cpython/issues/94777
"""

_NUMBERS = 40
"""About how many bytes what else is known of a file takes."""

_WORTH_A_WORKER = 2 * _CHUNK_FILES
"""Fewer files than this are read in less time than another process takes to start."""

_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How a file is opened: without waiting, since it may have become a pipe with no writer."""

_BLOCK = 1 << 20
"""Bytes of a large file that its digest takes at a time."""

_AHEAD = 10
"""Chunks submitted for each worker: enough that none waits, few enough for bounded memory."""


@dataclass(frozen=True)
class ReadingRules:
    """How to read files. A file of more than `largest` bytes is read only if it need not be in memory as a whole.

    With `dayfirst` None, a file that has been read before is read in the same order of day and month, any other as the
    other files of its folder prove, else month first. `given` is standard input, if it is to be read too. `spools` is
    the path of a folder for temporary files, to which the articles of large files go. `run` tells this ingest from
    others, between which folders may change.
    """

    dayfirst: bool | None
    date_from_mtime: bool
    largest: int
    today: datetime.date
    given: StandardInput | None = None
    spools: str | None = None
    run: int = field(default_factory=time.monotonic_ns)

    def place_of(self, file: FileToRead) -> tuple[str, str]:
        """Where a file is on the disk, and the path that may tell its date: none for standard input."""
        if self.given is not None and file.path == self.given.file.path:
            return self.given.path, ""
        return path_on_disk(file.path), file.path


def read_in_order(
    files: Iterable[FileToRead], count: int, rules: ReadingRules, jobs: int
) -> Generator[list[FileRead], None, None]:
    """Read files and yield them in chunks, in the order given, whatever the number of processes.

    `count` is the number of files. With `jobs` 0, or with few files, this process reads them itself.
    Raises ReaderKilled if a reading process is killed.
    """
    chunks = _chunks(files)
    if jobs == 0 or count < _WORTH_A_WORKER:
        for chunk in chunks:
            yield read_chunk(chunk, rules)
        return
    import ctypes
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # On Linux processes are forked, which takes milliseconds; elsewhere that is not safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    is_over = context.RawValue(ctypes.c_bool, False)
    with ProcessPoolExecutor(jobs, context, _start_worker, (os.getpid(), is_over)) as pool:
        ahead: deque[Future[list[FileRead]]] = deque()
        try:
            for chunk in chunks:
                ahead.append(pool.submit(read_chunk, chunk, rules))
                if len(ahead) >= _AHEAD * jobs and not ahead[0].done() and (own := next(chunks, None)):
                    # Rather than wait for a worker, read a chunk here; it takes its place among the others.
                    ahead.append(_done(read_chunk(own, rules)))
                while len(ahead) >= _AHEAD * jobs:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        except BrokenProcessPool as error:
            raise ReaderKilled(
                "A process that read files was killed, perhaps because memory ran out",
                f"Run the same command again with {whole('--jobs 0')}: it continues where this one stopped.",
            ) from error
        except BaseException:  # the caller closes this, or Ctrl-C: nobody waits for what is still being read
            is_over.value = True
            raise
        finally:
            for future in ahead:
                future.cancel()


def read_chunk(chunk: list[FileToRead], rules: ReadingRules) -> list[FileRead]:
    """Read the files of one chunk. Any error, of a reader or a disk, is the problem of its file; only CannotWrite, when
    there is no space for temporary files, is raised.
    """
    readers = {dayfirst: DateReader(dayfirst, rules.today) for dayfirst in (False, True)}
    return [_read_any(file, rules, readers[_is_dayfirst(file, rules)]) for file in chunk]


def _is_dayfirst(file: FileToRead, rules: ReadingRules) -> bool:
    return file.order == "day-first" if rules.dayfirst is None else rules.dayfirst


def _read_any(file: FileToRead, rules: ReadingRules, dates: DateReader) -> FileRead:
    try:
        return _read(file, rules, dates)
    except CannotWrite:
        raise
    except MemoryError:
        return _unread(file, "too large for this machine's memory")
    except Exception as error:  # noqa: BLE001 - no file can stop an ingest, and its problem names the error
        return _unread(file, problem_text(error))


def _read(file: FileToRead, rules: ReadingRules, dates: DateReader) -> FileRead:
    if file.problem:
        return _unread(file, file.problem)
    path, named = rules.place_of(file)
    dates.refused_until = None
    try:
        descriptor = os.open(path, _OPEN)
        status = os.fstat(descriptor)
        if is_open(status):  # it was another file when it was found; it stays open, since closing drops SQLite's locks
            return _unread(file, OPEN_ARCHIVE)
        try:
            if not stat.S_ISREG(status.st_mode):  # it was a file when it was found
                return _unread(file, NO_FILE)
            mtime = status.st_mtime if rules.date_from_mtime or file.from_mtime else None
            if status.st_size > rules.largest:
                hints, said = Hints(mtime=mtime), options_of(file.options)
                beside = _neighbours(path, named, file, rules)
                document = Document(named, lambda: stream_of(descriptor), None, hints, said, beside, rules.spools)
                return _read_in_parts(file, status, document, rules, dates)
            raw = os.read(descriptor, status.st_size)
        finally:
            os.close(descriptor)
    except OSError as error:
        return _unread(file, f"cannot be read: {error.strerror}")
    said, beside = options_of(file.options), _neighbours(path, named, file, rules)
    reading = read_file(raw, named, dates, mtime, said, beside, largest=rules.largest, spools=rules.spools)
    return _file_read(file, status, blake2b(raw, digest_size=16).digest(), reading, dates)


def _read_in_parts(
    file: FileToRead,
    status: os.stat_result,
    document: Document,
    rules: ReadingRules,
    dates: DateReader,
) -> FileRead:
    """Read a file that is larger than what is read whole, if it is of a kind that need not be."""
    if not is_read_in_parts(document):
        return _unread(file, too_large(rules.largest).message, ProblemKind.TOO_LARGE)
    digest = blake2b(digest_size=16)
    with document.open() as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return _file_read(file, status, digest.digest(), read_source(document, dates, largest=rules.largest), dates)


def _neighbours(path: str, named: str, file: FileToRead, rules: ReadingRules) -> Neighbours:
    """What the other files of the folder show about a file. They settle no date against the user, nor otherwise than
    the file was read before.
    """
    if not named:
        return NO_NEIGHBOURS
    only: DateOrder | None = None
    if rules.dayfirst is not None:
        only = "day-first" if rules.dayfirst else "month-first"
    elif file.order:
        only = "day-first" if file.order == "day-first" else "month-first"
    return neighbours_at(path, rules.run, rules.today, only)


def _file_read(
    file: FileToRead, status: os.stat_result, digest: bytes, reading: Reading, dates: DateReader
) -> FileRead:
    return FileRead(
        path=file.path,
        size=status.st_size,
        mtime_ns=stored_time(status.st_mtime_ns),
        ctime_ns=stored_time(status.st_ctime_ns),
        digest=digest,
        reader=reading.reader,
        encoding=reading.encoding,
        status="problem" if reading.problem else "read",
        problem=reading.problem.message if reading.problem else None,
        ambiguous=reading.read_as,
        undated=reading.undated,
        articles=reading.articles,
        read_again=_read_again(reading, dates),
        problem_kind=reading.problem.kind.value if reading.problem else None,
        options=file.options,
    )


def _read_again(reading: Reading, dates: DateReader) -> str | None:
    """The day from which on a file is read again though it has not changed: a date in it may be believed then, or the
    library that it needs may be installed by the next ingest.
    """
    if reading.problem and reading.problem.kind is ProblemKind.MISSING_EXTRA:
        return datetime.date.min.isoformat()
    return dates.refused_until.isoformat() if dates.refused_until else None


def _unread(file: FileToRead, problem: str, kind: ProblemKind = ProblemKind.UNREADABLE) -> FileRead:
    return unreadable_file(file.path, file.size, problem, kind.value, file.options)


def _chunks(files: Iterable[FileToRead]) -> Iterator[list[FileToRead]]:
    """Files in chunks of bounded size, the same whatever the number of processes."""
    chunk: list[FileToRead] = []
    size = handed_over = 0
    for file in files:
        chunk.append(file)
        size += file.size
        handed_over += len(file.path) + len(file.options or "") + _NUMBERS
        if len(chunk) == _CHUNK_FILES or size >= _CHUNK_BYTES or handed_over >= _CHUNK_HANDED_OVER:
            yield chunk
            chunk, size, handed_over = [], 0, 0
    if chunk:
        yield chunk


def _done(files: list[FileRead]) -> Future[list[FileRead]]:
    from concurrent.futures import Future

    future: Future[list[FileRead]] = Future()
    future.set_result(files)
    return future


def _start_worker(parent: int, is_over: c_bool) -> None:
    """Ignore Ctrl-C and the end of the terminal, which every process gets: the process that writes handles them.

    Articles have no reference cycles, and searching for some in every chunk would take a quarter of the time.
    """
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN)
    gc.disable()
    threading.Thread(target=_end_with, args=(parent, is_over), daemon=True).start()


def _end_with(parent: int, is_over: c_bool) -> None:
    """End this process when the one that started it was interrupted or killed, in whatever it reads."""
    while os.getppid() == parent and not is_over.value:
        time.sleep(0.2)
    os._exit(1)
