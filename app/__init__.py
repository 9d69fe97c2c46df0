"""The server: validates, routes and relays; training happens in worker processes."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("nn-playground")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0+unknown"
