"""Where OpenSearch comes from: Maven copies its jars into a cache folder, from which every later run starts."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HERE = Path(__file__).parent
DEFAULT_MAJOR = "2"


@dataclass(frozen=True)
class Release:
    """A version of OpenSearch, the oldest Java that runs it, and the names its plugins have in it."""

    version: str
    log4j: str
    java: int
    plugins: tuple[str, ...]


RELEASES = {
    "2": Release(
        version="2.19.6",
        log4j="2.25.4",
        java=17,
        plugins=(
            "org.opensearch.transport.Netty4Plugin",
            "org.opensearch.analysis.common.CommonAnalysisPlugin",
            "org.opensearch.index.reindex.ReindexPlugin",
            "org.opensearch.painless.PainlessPlugin",
        ),
    ),
    "3": Release(
        version="3.9.0",
        log4j="2.25.5",
        java=21,
        plugins=(
            "org.opensearch.transport.Netty4ModulePlugin",
            "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
            "org.opensearch.index.reindex.ReindexModulePlugin",
            "org.opensearch.painless.PainlessModulePlugin",
        ),
    ),
}


@dataclass(frozen=True)
class Installation:
    """A release whose jars are on this machine, and the Java to run it with."""

    release: Release
    java: Path
    jars: Path

    @property
    def class_path(self) -> str:
        """What `java -cp` takes."""
        return os.pathsep.join((str(self.jars), str(self.jars / "*")))


class JavaMissing(Exception):
    """There is no JDK that can run the release, or no Maven to get it with."""


class DownloadFailed(Exception):
    """Maven did not bring the jars, or they do not compile with the node's main class."""


def install(major: str = DEFAULT_MAJOR) -> Installation:
    """The release of this major version, "2" or "3"; its jars are downloaded if the cache does not have them.

    Raises JavaMissing or DownloadFailed, whose messages say what to do.
    """
    release = RELEASES[major]
    jdk = next((home for home in _jdks() if _java_version(home) >= release.java), None)
    if jdk is None:
        raise JavaMissing(
            f"OpenSearch {release.version} needs a JDK of Java {release.java} or newer; set JAVA_HOME to one"
        )
    jars = _cache() / f"{release.version}-{_fingerprint(release)}"
    if not jars.exists():
        jars.parent.mkdir(parents=True, exist_ok=True)
        with _alone(jars.parent):
            if not jars.exists():  # no other process has brought them meanwhile
                _download(release, jdk, jars)
    return Installation(release, jdk / "bin" / "java", jars)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process is in here, on any system, and however one of them ends."""
    with contextlib.closing(sqlite3.connect(folder / "lock", timeout=900)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _cache() -> Path:
    folder = os.environ.get("NEWSIDX_OPENSEARCH_CACHE")
    return Path(folder) if folder else platformdirs.user_cache_path("newsidx") / "opensearch"


def _fingerprint(release: Release) -> str:
    """Changes with everything that the jars are made from."""
    sources = (repr(release).encode(), *((HERE / name).read_bytes() for name in ("pom.xml", "OpenSearchNode.java")))
    return hashlib.sha256(b"".join(sources)).hexdigest()[:12]


def _download(release: Release, jdk: Path, jars: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise JavaMissing(f"the jars of OpenSearch {release.version} are not in {jars.parent}; install Maven (mvn)")
    with tempfile.TemporaryDirectory(dir=jars.parent) as unfinished:
        folder = f"{unfinished}/jars"
        versions = (f"-Dopensearch.version={release.version}", f"-Dlog4j.version={release.log4j}")
        copy = ("dependency:copy-dependencies", f"-DoutputDirectory={folder}", *versions)
        _run(maven, "--batch-mode", "--quiet", "--file", str(HERE / "pom.xml"), *copy)
        main_class = ("-d", folder, "-cp", f"{folder}/*", str(HERE / "OpenSearchNode.java"))
        _run(str(jdk / "bin" / "javac"), "--release", str(release.java), *main_class)
        Path(folder).rename(jars)


def _run(*command: str) -> None:
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if ended.returncode:
        raise DownloadFailed(
            f"{command[0]} could not prepare OpenSearch. Try again with a network; "
            "or name a server in NEWSIDX_OPENSEARCH, or leave its tests out with NEWSIDX_OPENSEARCH=none.\n"
            + ended.stdout[-3000:]
        )


def _jdks() -> Iterator[Path]:
    """The homes of the JDKs on this machine, the user's choice first."""
    if chosen := os.environ.get("JAVA_HOME"):
        yield Path(chosen)
    if compiler := shutil.which("javac"):
        yield Path(compiler).resolve().parents[1]
    yield from sorted(Path("/usr/lib/jvm").glob("*"))
    yield from sorted(Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home"))


def _java_version(home: Path) -> int:
    """17 for a JDK 17.0.15, and 0 where there is none."""
    release = home / "release"
    if not release.is_file() or not any(home.glob("bin/javac*")):
        return 0
    version = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE)
    return int(version[1]) if version else 0
