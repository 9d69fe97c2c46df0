"""What axe-core finds in the page as it is now."""

from axe_playwright_python.sync_playwright import Axe

from tests.e2e.playground import Playground


def complaints_of_axe(playground: Playground) -> list[str]:
    """Return what axe finds, one line a rule."""
    violations = Axe().run(playground.page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in violations]
