// Search over the whole report, and the filters of each section: an item is shown if it fits both.
const search = one("input[name=search]");
const said = one("#search-said");
const items = new Map();
for (const item of all("[data-item]")) {
  const kind = item.dataset.item;
  if (!items.has(kind)) items.set(kind, []);
  items.get(kind).push({ item, more: document.getElementById(`${item.id}-more`), text: null });
}

function textOf(entry) {
  if (entry.text === null) {
    entry.text = `${entry.item.textContent} ${entry.more ? entry.more.textContent : ""}`.toLowerCase();
  }
  return entry.text;
}

// A region and a verdict must be found together: FAIL in one region is no FAIL in the other.
function fitsVerdict(verdicts, region, status) {
  if (!region && !status) return true;
  return words(verdicts).some((word) => {
    const [where, what] = word.split(":");
    return (!region || where === region) && (!status || what === status);
  });
}

function chosen(kind) {
  const form = one(`[data-filters="${kind}"]`);
  return form ? Object.fromEntries([...form.elements].filter((field) => field.name).map((field) => [field.name, field.value])) : {};
}

function fits(entry, asked, wanted) {
  const { region, status, ...others } = wanted;
  const data = entry.item.dataset;
  return fitsVerdict(data.verdicts, region, status)
    && Object.entries(others).every(([name, value]) => !value || words(data[name]).includes(value))
    && asked.every((word) => textOf(entry).includes(word));
}

function filter(kind) {
  const asked = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = chosen(kind);
  let shown = 0;
  for (const entry of items.get(kind) || []) {
    const fit = fits(entry, asked, wanted);
    entry.item.hidden = !fit;
    if (entry.more) entry.more.hidden = !fit || !isOpen(entry.item);
    shown += fit;
  }
  const total = (items.get(kind) || []).length;
  for (const place of all(`[data-count="${kind}"]`)) {
    place.textContent = shown === total ? total.toLocaleString("en") : `${shown.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  }
  for (const place of all(`[data-none="${kind}"]`)) place.hidden = shown > 0 || total === 0;
  return shown;
}

const isOpen = (row) => one(".opener", row)?.getAttribute("aria-expanded") === "true";

function filterAll() {
  const counts = [...items.keys()].map((kind) => [kind, filter(kind)]);
  said.hidden = !search.value.trim();
  const found = counts.filter(([, count]) => count);
  said.replaceChildren(found.length ? "Found: " : "Nothing found.");
  for (const [index, [kind, count]] of found.entries()) {
    const link = document.createElement("a");
    link.href = `#${kind === "resources" ? "picture" : kind}`;
    link.textContent = `${count} ${count === 1 ? kind.slice(0, -1) : kind}`;
    said.append(index ? ", " : "", link);
  }
}

let waiting = 0;
search.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(filterAll, 80);
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape" && event.target === search && search.value) {
    search.value = "";
    filterAll();
  }
});
for (const form of all("[data-filters]")) {
  form.addEventListener("change", () => filter(form.dataset.filters));
  form.addEventListener("reset", () => setTimeout(() => {
    filter(form.dataset.filters);
    form.dispatchEvent(new Event("cleared"));
  }));
}

// What is followed to must be seen: filters that hide it give way.
function uncover(element) {
  const item = element.closest("[data-item]") || document.getElementById(element.closest(".more")?.dataset.of || "");
  if (!item || !item.hidden) return;
  search.value = "";
  const form = one(`[data-filters="${item.dataset.item}"]`);
  if (form) for (const field of form.elements) if (field.name) field.value = "";
  filterAll();
  form?.dispatchEvent(new Event("cleared"));
}
