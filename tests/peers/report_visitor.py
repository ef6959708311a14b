"""Visits a report in Chromium, and prints as JSON what was seen; run by the Python of ``.peers/browser``.

``report_visitor.py CHROMIUM REPORT VISIT FOLDER`` where VISIT is a function below, and FOLDER takes what is written.
"""

import json
import os
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

CONTRAST = """() => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const style = getComputedStyle(element);
    if (!own || element.closest("svg, script, style, [hidden]") || style.visibility === "hidden") continue;
    const [a, b] = [light(numbers(style.color)), light(ground(element))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) poor.add(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`);
  }
  return [...poor];
}"""
NAMELESS = """() => [...document.querySelectorAll("button, select, input, summary, a[href]")]
  .filter((one) => !(one.textContent.trim() || one.getAttribute("aria-label") || one.closest("label")?.textContent.trim()))
  .map((one) => one.outerHTML.slice(0, 100))"""
SHOWN = (
    "(kind) => [...document.querySelectorAll(`[data-item=${kind}]`)].filter((one) => !one.hidden).map((one) => one.id)"
)
VIEW = "() => document.querySelector('.stage').getAttribute('viewBox').split(' ').map(Number)"
FOCUS = (
    "() => { const at = document.activeElement; return at.id || at.name || at.getAttribute('class') || at.tagName; }"
)
LINES = "(kind) => [...document.querySelectorAll(kind)].filter((one) => !one.hasAttribute('hidden')).length"


def opens(page, folder):
    return {
        "title": page.title(),
        "landmarks": {
            role: page.get_by_role(role).count() for role in ("banner", "navigation", "main", "contentinfo", "search")
        },
        "nameless": page.evaluate(NAMELESS),
        "wide": page.evaluate("() => document.documentElement.scrollWidth - innerWidth"),
        "timing": page.evaluate("() => performance.getEntriesByType('navigation')[0].domInteractive"),
        "controls": page.evaluate(SHOWN, "controls"),
    }


def filters(page, folder):
    seen = {}
    controls = page.locator("[data-filters=controls]")
    controls.locator("[name=framework]").select_option("gdpr")
    seen["gdpr"] = page.evaluate(SHOWN, "controls")
    seen["columns"] = page.evaluate(
        "[...document.querySelectorAll('.matrix thead th')].filter((one) => !one.hidden).length"
    )
    controls.locator("[type=reset]").click()
    page.wait_for_timeout(50)
    seen["cleared"] = page.evaluate(SHOWN, "controls")
    # It fails in the west and is waived in the east: no control fails in the east.
    controls.locator("[name=status]").select_option("FAIL")
    seen["fail"] = page.evaluate(SHOWN, "controls")
    controls.locator("[name=region]").select_option("us-east-1")
    seen["fail in the east"] = page.evaluate(SHOWN, "controls")
    seen["none"] = page.locator("[data-none=controls]").is_visible()
    controls.locator("[type=reset]").click()
    page.locator("[data-filters=findings] [name=level]").select_option("warning")
    seen["warnings"] = len(page.evaluate(SHOWN, "findings"))
    page.locator("[name=search]").fill("alarms ring")
    page.wait_for_function("() => document.querySelector('#search-said').textContent")
    seen["said"] = page.locator("#search-said").inner_text()
    seen["searched"] = page.evaluate(SHOWN, "controls")
    page.locator("[name=search]").fill("no such words")
    page.wait_for_function("() => document.querySelector('#search-said').textContent.startsWith('Nothing')")
    page.locator("[name=search]").press("Escape")
    seen["after escape"] = page.evaluate(SHOWN, "controls")
    return seen


def arrives(page, folder):
    """How far below the top each section begins that is chosen from the list, and how far one could still scroll."""
    seen = {}
    for link in page.locator("nav a[href^='#']").all():
        link.click()
        page.wait_for_timeout(300)
        name = link.get_attribute("href")
        top = page.evaluate("(name) => document.querySelector(name).getBoundingClientRect().top", name)
        left = page.evaluate("document.documentElement.scrollHeight - innerHeight - scrollY")
        seen[name] = [round(top), round(left)]
    return seen


def follows(page, folder):
    page.locator("[name=search]").fill("Bucket S3-002")
    page.wait_for_timeout(300)
    page.locator(".finding:not([hidden]) a.follow").first.click()
    seen = {
        "panel": page.locator(".panel").inner_text(),
        "marked": page.locator(".box.at").get_attribute("aria-label"),
        "on": page.locator(".lines path.on").count(),
        "focus": page.evaluate(FOCUS),
        "address": page.evaluate("location.hash"),
    }
    page.locator(".panel a", has_text="S3-002").first.click()
    seen["back at"] = page.evaluate(FOCUS)
    page.locator(".finding:focus a.chip", has_text="ENC-01").click()
    seen["control"] = page.evaluate("document.activeElement.closest('tr').id")
    seen["open"] = page.locator(".row .opener[aria-expanded=true]").count()
    page.go_back()
    seen["gone back to"] = page.evaluate(FOCUS)
    return seen


def picture(page, folder):
    page.locator(".graph").scroll_into_view_if_needed()
    seen = {"whole": page.evaluate(VIEW)}
    box = page.locator(".stage").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 40
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 30, steps=4)
    page.mouse.up()
    seen["moved"] = page.evaluate(VIEW)
    seen["chosen by moving"] = page.locator(".box.at").count()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    page.wait_for_function(
        "(w) => Number(document.querySelector('.stage').getAttribute('viewBox').split(' ')[2]) < w",
        arg=seen["moved"][2],
    )
    seen["zoomed"] = page.evaluate(VIEW)
    page.locator("[data-zoom=all]").click()
    seen["whole again"] = page.evaluate(VIEW)
    page.locator(".box").nth(1).click()
    seen["clicked"] = page.locator(".panel h3").inner_text()
    seen["neighbours"] = page.locator(".box.on").count()
    page.locator(".panel .close").click()
    seen["closed"] = page.locator(".panel").is_hidden() and page.locator(".box.at").count() == 0
    seen["lines"] = page.evaluate(LINES, ".needs path")
    page.locator(".graph-tools [name=need]").uncheck()
    seen["lines hidden"] = page.evaluate(LINES, ".needs path")
    return seen


def prints(page, folder):
    file = Path(folder, "report.pdf")
    page.pdf(path=file, prefer_css_page_size=True)
    seen = {"begins": file.read_bytes()[:5].decode("latin-1"), "size": file.stat().st_size}
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    seen["tools"] = page.locator(".filters, .tools, .sections").filter(visible=True).count()
    seen["drills closed"] = page.locator(".drill:not([open])").count()
    seen["details hidden"] = page.locator("tr.more[hidden]").count()
    seen["ground"] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    seen["closed again"] = page.locator("tr.more[hidden]").count()
    return seen


def colours(page, folder):
    seen, ground = {}, "getComputedStyle(document.body).backgroundColor"
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        seen[scheme] = {"ground": page.evaluate(ground), "poor": page.evaluate(CONTRAST)}
    page.locator("[name=theme]").select_option("light")
    seen["light in spite of dark"] = page.evaluate(ground)
    page.reload()
    seen["remembered"] = page.evaluate(ground)
    page.locator("[name=theme]").select_option("")
    seen["system again"] = page.evaluate(ground)
    return seen


def keys(page, folder):
    seen = {}
    page.keyboard.press("Tab")
    seen["first"] = page.evaluate(FOCUS)
    page.keyboard.press("Enter")
    seen["skipped to"] = page.evaluate(FOCUS)
    page.keyboard.press("/")
    seen["slash"] = page.evaluate(FOCUS)
    page.keyboard.type("a/b")
    seen["typed"] = page.locator("[name=search]").input_value()
    page.keyboard.press("Escape")
    # On to the matrix, by Tab alone.
    seen["matrix"] = reach(page, "document.activeElement.closest('tr.row')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    seen["cell"] = page.evaluate("[document.activeElement.closest('tr').rowIndex, document.activeElement.cellIndex]")
    page.keyboard.press("Enter")
    seen["opened"] = page.locator(".row .opener[aria-expanded=true]").count()
    page.keyboard.press("End")
    seen["end"] = page.evaluate(
        "document.activeElement.cellIndex === document.activeElement.parentElement.cells.length - 1"
    )
    seen["one stop"] = page.locator(".matrix .row [tabindex='0']").count()
    seen["picture"] = reach(page, "document.activeElement.matches('.stage')")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    seen["at"] = page.locator(".box.at").get_attribute("aria-label")
    seen["told"] = page.evaluate(
        "document.activeElement.getAttribute('aria-activedescendant') === document.querySelector('.box.at').id"
    )
    page.keyboard.press("Enter")
    seen["in the panel"] = page.evaluate(FOCUS)
    page.keyboard.press("Escape")
    seen["back"] = page.evaluate(FOCUS)
    before = page.evaluate(VIEW)
    page.keyboard.press("+")
    seen["zoomed"] = page.evaluate(VIEW)[2] < before[2]
    seen["drill"] = reach(page, "document.activeElement.closest('.drill > summary')")
    return seen


def reach(page, condition, most=200):
    """How many times Tab had to be pressed; None where it was in vain."""
    for count in range(1, most):
        page.keyboard.press("Tab")
        if page.evaluate(f"Boolean({condition})"):
            return count
    return None


def read(page, folder):
    """Without script."""
    seen = {
        "forms": page.locator("form").filter(visible=True).count(),
        "meaning": page.get_by_text("So that nobody reads them.").first.is_visible(),
        "buttons": page.locator("button:enabled").filter(visible=True).count(),
        "boxes": page.locator(".box").count(),
    }
    page.locator(".finding a.follow").first.click()
    seen["entry"] = page.locator(".entry:target").is_visible()
    return seen


def inert(page, folder):
    """Everything that could wake what is in a hostile report up."""
    page.wait_for_timeout(300)
    for details in page.locator("details").all():
        details.evaluate("(one) => { one.open = true; }")
    for box in page.locator(".box").all()[:6]:
        box.dispatch_event("click")
        box.hover(force=True, timeout=2000)
    page.locator("[name=search]").fill("<img src=x onerror=alert(1)>")
    page.wait_for_timeout(300)
    page.locator("[name=search]").fill("")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(300)
    return {
        "scripts": page.locator("script").count(),
        "strange": page.locator(
            "img, iframe, object, embed, video, audio, base, math, foreignObject, use, animate, set, body style"
        ).count(),
        "handlers": page.evaluate(
            "[...document.querySelectorAll('*')].filter((one) => [...one.attributes].some((a) => a.name.startsWith('on'))).length"
        ),
        "styled": page.locator("[style]").count(),
        "links": page.evaluate(
            "[...document.querySelectorAll('a')].map((one) => one.getAttribute('href'))"
            ".filter((one) => !/^(#|https?:)/.test(one))"
        ),
        "woken": page.evaluate("String(window.woken)"),
        "text": page.evaluate("document.body.textContent"),
    }


def guarded(page, folder):
    """What the browser itself refuses, should markup get in after all."""
    return page.evaluate("""async () => {
      const refused = [];
      document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
      let markup = "taken";
      try { document.body.innerHTML += "<b>x</b>"; } catch (error) { markup = error.name; }
      const image = document.createElement("img");
      image.src = "https://example.com/x.png";
      document.body.append(image);
      const frame = document.createElement("iframe");
      frame.src = "https://example.com/";
      document.body.append(frame);
      const button = document.createElement("p");
      let styled = "taken";
      button.setAttribute("style", "color: red");
      document.body.append(button);
      if (!button.style.color) styled = "refused";
      await new Promise((done) => setTimeout(done, 300));
      return { markup, styled, refused: [...new Set(refused)].sort() };
    }""")


VISITS = {
    one.__name__: one
    for one in (opens, filters, arrives, follows, picture, prints, colours, keys, read, inert, guarded)
}


def main(chromium: str, report: str, visit: str, folder: str, width: str = "1280") -> int:
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium has no sandbox for root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        context = browser.new_context(
            viewport={"width": int(width), "height": 900},
            java_script_enabled=visit != "read",
            color_scheme="light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        told, asked, dialogs = [], [], []

        def dismiss(dialog):
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: told.append(f"error: {error}"))
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", dismiss)
        page.goto(Path(report).resolve().as_uri())
        seen = VISITS[visit](page, folder)
        pages = len(context.pages)
        browser.close()
    asked = sorted({url for url in asked if not url.startswith("data:")})
    said = json.dumps({"seen": seen, "told": told, "asked": asked, "dialogs": dialogs, "pages": pages})
    sys.stdout.write(said)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
