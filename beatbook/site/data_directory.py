"""Where an installation keeps what it owns: database, secrets, logs, maps, files."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from beatbook.site.trouble import Trouble

CHECKOUT = Path(__file__).resolve().parents[2]
VARIABLE = "BEATBOOK_DATA"

SECRET_BYTES = 32
LOG_KEPT_BYTES = 5_000_000


@dataclass(frozen=True)
class DataDirectory:
    """One installation's directory. Nothing is created before it is asked for."""

    path: Path

    @classmethod
    def locate(cls, environment: Mapping[str, str] = os.environ) -> DataDirectory:
        """The directory named by ``BEATBOOK_DATA``, else ``var`` in the checkout."""
        chosen = environment.get(VARIABLE)
        return cls(Path(chosen).expanduser().resolve() if chosen else CHECKOUT / "var")

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that tell one data directory from another by its path."""
        return hashlib.sha256(os.fsencode(self.path)).hexdigest()[:12]

    @property
    def logs(self) -> Path:
        return self.folder("logs")

    @property
    def runtime(self) -> Path:
        """Locks, and the sockets of a server that runs as ourselves."""
        return self.folder("run", private=True)

    def folder(self, name: str, *, private: bool = False) -> Path:
        """The named folder, made if missing. Only what we make gets our permissions."""
        wanted = self.path / name
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            wanted.mkdir(mode=0o700 if private else 0o755, exist_ok=True)
        except OSError as refusal:
            raise self.unusable(refusal) from refusal
        return wanted

    def check_writable(self) -> None:
        """Raise Trouble now, rather than half way through a start."""
        probe = self.runtime / f".probe-{os.getpid()}"
        try:
            probe.touch()
            probe.unlink()
        except OSError as refusal:
            raise self.unusable(refusal) from refusal

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def open_log(self, name: str) -> IO[bytes]:
        """The log of one process, to be appended to; a long one makes room first."""
        log = self.log(name)
        try:
            if log.exists() and log.stat().st_size > LOG_KEPT_BYTES:
                log.replace(log.with_suffix(".log.1"))
            return log.open("ab")
        except OSError as refusal:
            raise self.unusable(refusal) from refusal

    def secret(self, name: str) -> str:
        """The secret of that name, made at random at the first call and kept with mode 600."""
        kept = self.folder("secrets", private=True) / name
        try:
            return self._read(kept)
        except FileNotFoundError:
            self._keep(kept, secrets.token_urlsafe(SECRET_BYTES))
            return self._read(kept)

    def has_secret(self, name: str) -> bool:
        return (self.path / "secrets" / name).exists()

    def django_secret_key(self) -> str:
        return self.secret("django_secret_key")

    def unusable(self, refusal: OSError) -> Trouble:
        why = (refusal.strerror or str(refusal)).lower()
        return Trouble(
            f"The data directory {self.path} cannot be written to ({why}).",
            f"Make it writable for this user, or set {VARIABLE} to a directory that is.",
        )

    def _read(self, kept: Path) -> str:
        try:
            if stat.S_IMODE(kept.stat().st_mode) & 0o077:
                raise Trouble(
                    f"The secret {kept} can be read by other users of this machine.",
                    f"Run: chmod 600 {kept}",
                )
            return kept.read_text().strip()
        except PermissionError as refusal:
            raise Trouble(
                f"The secret {kept} belongs to another user.",
                f"Run Beatbook as that user, or set {VARIABLE} to a directory of your own.",
            ) from refusal

    def _keep(self, kept: Path, value: str) -> None:
        """Write once even when several processes start together: the first link wins."""
        draft = kept.with_name(f".{kept.name}-{os.getpid()}-{secrets.token_hex(4)}")
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(value + "\n")
            os.link(draft, kept)
        except FileExistsError:
            return
        except OSError as refusal:
            raise self.unusable(refusal) from refusal
        finally:
            draft.unlink(missing_ok=True)
