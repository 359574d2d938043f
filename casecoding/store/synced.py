"""Folders that another program copies to the cloud: an open study there may be torn between two machines."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath, PureWindowsPath

BY_NAME = {
    "OneDrive": re.compile(r"onedrive( - .+|-.+)?", re.IGNORECASE),
    "Dropbox": re.compile(r"dropbox( \(.+\)|-.+)?", re.IGNORECASE),
    "iCloud Drive": re.compile(
        r"iclouddrive|icloud drive|mobile documents|com~apple~clouddocs", re.IGNORECASE
    ),
    "Google Drive": re.compile(r"google ?drive(-.+)?|googledrive-.+|my drive|mit drev", re.IGNORECASE),
    "Nextcloud": re.compile(r"nextcloud|owncloud", re.IGNORECASE),
    "pCloud": re.compile(r"pcloud ?drive|pcloud ?sync", re.IGNORECASE),
    "MEGA": re.compile(r"mega|megasync.*", re.IGNORECASE),
    "Box": re.compile(r"box|box-box|box sync", re.IGNORECASE),
}
BY_VARIABLE = {
    "OneDrive": ("OneDrive", "OneDriveConsumer", "OneDriveCommercial"),
}
MARKERS = {"Dropbox": ".dropbox.cache", "Nextcloud": ".nextcloudsync.log", "Google Drive": ".tmp.driveupload"}
DROPBOX_INFO = (".dropbox/info.json", "AppData/Roaming/Dropbox/info.json", "AppData/Local/Dropbox/info.json")


def synced_by(
    study: Path, *, environment: Mapping[str, str] = os.environ, home: Path | None = None
) -> str | None:
    """Return the name of the service that copies the folder of a study, None where none is seen."""
    folder = study.parent.resolve()
    return (
        next(_told_by_environment(folder, environment), None)
        or next(_told_by_dropbox(folder, home or Path.home()), None)
        or next(_told_by_markers(folder), None)
        or named_service(folder)
    )


def named_service(folder: PurePath) -> str | None:
    """Return the service that a folder is named after, the folder itself or one above it."""
    for part in folder.parts:
        for service, pattern in BY_NAME.items():
            if pattern.fullmatch(part):
                return service
    return None


def _told_by_environment(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    for service, names in BY_VARIABLE.items():
        for name in names:
            if (root := environment.get(name)) and is_within(folder, root):
                yield service


def is_within(folder: PurePath, root: str) -> bool:
    """Tell whether a folder lies in another, by the rules of the system that `folder` is of."""
    kind = PureWindowsPath if isinstance(folder, PureWindowsPath) else type(folder)
    return folder.is_relative_to(kind(root))


def _told_by_dropbox(folder: Path, home: Path) -> Iterator[str]:
    """Give Dropbox where its own file names a folder above this one."""
    for name in DROPBOX_INFO:
        try:
            accounts = json.loads((home / name).read_text(encoding="utf-8"))
            roots = [str(one["path"]) for one in accounts.values()]
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        if any(folder.is_relative_to(root) for root in roots):
            yield "Dropbox"


def _told_by_markers(folder: Path) -> Iterator[str]:
    for above in (folder, *folder.parents):
        for service, marker in MARKERS.items():
            if (above / marker).exists():
                yield service
