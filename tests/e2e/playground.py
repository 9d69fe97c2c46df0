"""The page as a person sees it: what can be read from it, and what can be done to it."""

from playwright.sync_api import Locator, Page, WebSocketRoute, expect

WAIT_MS = 20_000
# Share of pixels that are clearly orange and clearly blue, in a square around a place of a canvas
# (x, y and half side as shares of the side); every pixel counts as one, neither, or the other.
SHARES = """([selector, x, y, half]) => {
  const canvas = document.querySelector(selector);
  const side = canvas.width;
  const [left, top] = [Math.round((x - half) * side), Math.round((y - half) * side)];
  const width = Math.max(1, Math.round(2 * half * side));
  const { data } = canvas.getContext("2d").getImageData(left, top, width, width);
  let [orange, blue] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    if (data[i] > data[i + 2] + 8) orange += 1;
    if (data[i + 2] > data[i] + 8) blue += 1;
  }
  return [orange / (width * width), blue / (width * width)];
}"""
COLOR = """([selector, x, y]) => {
  const canvas = document.querySelector(selector);
  const place = [x * (canvas.width - 1), y * (canvas.height - 1)].map(Math.round);
  return [...canvas.getContext("2d").getImageData(...place, 1, 1).data].slice(0, 3);
}"""
NUMBER = """(text) => Number(text.replace(/[<\\s\\u2009]/g, "").replace("\\u2212", "-")
  .replace(",", "."))"""

LOOKS = """
[...document.querySelectorAll('.edge')].map((edge) =>
  [edge.getAttribute('stroke'), edge.getAttribute('stroke-width')])
""".strip()


class Playground:
    """Handles of the page; every wait is for a condition."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.play_button = page.locator("[data-action=play]")
        self.coach = page.locator(".coach p")
        self.banner = page.locator(".banner")
        self.notice = page.locator(".notice")

    def wait_until_ready(self) -> None:
        """Wait for a session, for its first weights, and for the thumbnails."""
        expect(self.play_button).to_be_enabled(timeout=WAIT_MS)
        self.wait_for_number("test_loss", "value > 0")
        self.page.wait_for_function(
            "() => document.querySelectorAll('[data-thumbnail]').length > 0 &&"
            " [...document.querySelectorAll('[data-thumbnail]')].every((one) => one.width > 1)"
        )

    def counter(self, name: str) -> int:
        """Return step or epoch as shown."""
        text = self.page.locator(f"[data-counter={name}]").inner_text()
        return int("".join(filter(str.isdigit, text)))

    def wait_for_counter(self, name: str, condition: str, timeout: int = WAIT_MS) -> None:
        """Wait until the shown step or epoch, `value`, meets a JavaScript condition."""
        self._wait(f"[data-counter={name}]", condition, timeout)

    def wait_for_number(self, name: str, condition: str, timeout: int = WAIT_MS) -> None:
        """Wait until a shown loss meets a JavaScript condition."""
        self._wait(f"[data-number={name}]", condition, timeout)

    def number(self, name: str) -> float:
        """Return a shown loss."""
        return float(self.page.locator(f"[data-number={name}]").inner_text())

    def _wait(self, selector: str, condition: str, timeout: int = WAIT_MS) -> None:
        self.page.wait_for_function(
            f"(selector) => {{ const element = document.querySelector(selector);"
            f" const value = element ? ({NUMBER})(element.textContent) : NaN;"
            f" return {condition}; }}",
            arg=selector,
            timeout=timeout,
        )

    def shares(
        self, selector: str, x: float = 0.5, y: float = 0.5, half: float = 0.5
    ) -> list[float]:
        """Return the shares of orange and blue pixels around a place of a canvas."""
        shares: list[float] = self.page.evaluate(SHARES, [selector, x, y, half])
        return shares

    def color_at(self, x1: float, x2: float) -> str:
        """Return which class the output map shows at a place of the data's plane."""
        orange, blue = self.shares("[data-output]", (x1 + 6) / 12, (6 - x2) / 12, 0.008)
        return "orange" if orange > blue else "blue" if blue > orange else "neither"

    def weights(self) -> list[list[str | None]]:
        """Return how every edge is drawn: the look of the weights."""
        looks: list[list[str | None]] = self.page.evaluate(LOOKS)
        return looks

    def wait_until_weights_differ(self, looks: list[list[str | None]]) -> None:
        """Wait until the edges are drawn in another way than this."""
        self.page.wait_for_function(
            f"(looks) => JSON.stringify({LOOKS}) !== JSON.stringify(looks)", arg=looks
        )

    def wait_until_confirmed(self) -> None:
        """Wait until the server has answered everything that was done on the page."""
        expect(self.page.locator(".page:not([data-pending])")).to_be_attached()

    def wait_until_drawn(self) -> None:
        """Wait until what has changed is painted: the page paints in the next frame."""
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def relay_streams(self) -> list[WebSocketRoute]:
        """Load the page anew and return its sockets as they come, so that a test can close them."""
        sockets: list[WebSocketRoute] = []

        def relay(socket: WebSocketRoute) -> None:
            socket.connect_to_server()
            sockets.append(socket)

        self.page.route_web_socket("**/stream", relay)
        self.page.reload()
        self.wait_until_ready()
        return sockets

    def play(self) -> None:
        """Press play and wait until it runs."""
        self.play_button.click()
        expect(self.play_button).to_have_accessible_name("Pause")

    def pause(self) -> None:
        """Press pause and wait until it rests."""
        self.play_button.click()
        expect(self.play_button).to_have_accessible_name("Play")

    def set_units(self, layer: int, units: int) -> None:
        """Type the number of units of a hidden layer."""
        field = self.page.locator(f"[data-units='{layer}']")
        field.fill(str(units))
        field.press("Enter")
        self.wait_until_confirmed()
        tiles = self.page.locator(f".tile[data-tile^='{layer}:']")
        expect(tiles).to_have_count(units)

    def pick(self, field: str, key: str) -> None:
        """Choose an entry of a menu and wait until the server has agreed."""
        menu = self.page.locator(f"select#field-{field}")
        menu.select_option(key)
        self.wait_until_confirmed()
        expect(menu).to_have_value(key)

    def show_group(self, group: str) -> None:
        """Show the drawn data sets ("generator") or the measured ones ("real")."""
        button = self.page.locator(f"[data-group={group}]")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

    def open_more(self) -> None:
        """Show the settings that are rarely used."""
        self.page.locator("[data-action=more]").click()
        expect(self.page.locator("#settings-more")).to_be_visible()

    def choose_model(self, key: str) -> None:
        """Choose a model and wait until the server has agreed."""
        menu = self.page.locator("#model")
        menu.select_option(key)
        self.wait_until_confirmed()
        expect(menu).to_have_value(key)

    def complaints(self) -> list[str]:
        """Return what the page complains about: refusals at fields, a divergence, the line."""
        shown = self.page.locator(".field-error, .banner, .notice:not([hidden])[data-notice]")
        return shown.all_inner_texts()

    def color_of(self, selector: str, x: float, y: float) -> list[int]:
        """Return red, green and blue of a canvas at a place, in shares of its sides."""
        color: list[int] = self.page.evaluate(COLOR, [selector, x, y])
        return color

    def type_number(self, field: str, text: str) -> Locator:
        """Type into a number field and wait until the server has agreed or refused."""
        box = self.page.locator(f"input#field-{field}")
        box.fill(text)
        box.press("Enter")
        self.wait_until_confirmed()
        return box

    def choose_dataset(self, key: str, group: str = "generator") -> None:
        """Choose a data set by its thumbnail and wait until the server has agreed."""
        self.show_group(group)
        thumbnail = self.page.locator(f"[data-dataset={key}]")
        thumbnail.click()
        self.wait_until_confirmed()
        expect(thumbnail).to_have_attribute("aria-pressed", "true")
