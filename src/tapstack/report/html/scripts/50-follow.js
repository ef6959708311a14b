// Links inside the report: what they lead to is opened, uncovered, and gets the focus.
function arrive(element) {
  uncover(element);
  for (let above = element; above; above = above.parentElement) if (above.tagName === "DETAILS") above.open = true;
  if (element.matches("tr.row")) setOpen(element, true);
  const entry = element.closest(".entry");
  if (entry && picked(entry.closest(".resource").dataset.n)) return;
  bring(element);
  const focus = element.matches("tr.row") ? element.cells[0] : element.matches("details") ? one("summary", element) : element;
  if (!focus.hasAttribute("tabindex") && !focus.matches("summary, a, button")) focus.tabIndex = -1;
  focus.focus({ preventScroll: true });
}

function target(hash) {
  try { return hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null; } catch { return null; }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const element = target(link.getAttribute("href"));
  if (!element) return;
  event.preventDefault();
  history.pushState(null, "", link.getAttribute("href"));
  arrive(element);
});
addEventListener("popstate", () => { const element = target(location.hash); if (element) arrive(element); });
const first = target(location.hash);
if (first) arrive(first);

// The section that is read is marked in the list of sections.
const sections = new Map(all(".sections a").map((link) => [target(link.getAttribute("href")), link]));
const seen = new Set();
const watch = new IntersectionObserver((changes) => {
  for (const change of changes) change.isIntersecting ? seen.add(change.target) : seen.delete(change.target);
  const reading = [...sections.keys()].find((section) => seen.has(section));
  for (const [section, link] of sections) section === reading ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
}, { rootMargin: "-125px 0px -60% 0px" });
for (const section of sections.keys()) watch.observe(section);
