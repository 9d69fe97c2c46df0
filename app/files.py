"""Where the page's files are: beside this package in a wheel, one level up in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def find(name: str) -> Path:
    """Return the folder `name` of the page's files.

    Raises:
        RuntimeError: if it is nowhere.
    """
    for folder in (PACKAGE / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise RuntimeError(f"the folder {name} is missing; install nn-playground again")


STATIC = find("static")
TEMPLATES = find("templates")


def check_vendor() -> None:
    """Raise RuntimeError if the browser libraries were not copied yet."""
    if not (STATIC / "vendor" / "LICENSES.txt").is_file():
        raise RuntimeError("the browser libraries are missing; run make setup")
