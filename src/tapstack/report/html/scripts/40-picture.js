// The picture of the stacks: it moves, zooms, and shows what is chosen with all that leads to and from it.
const pictures = all("[data-graph]").map((graph) => new Graph(graph));
const picked = (number) => pictures.some((picture) => picture.choose(number));

function Graph(graph) {
  const stage = one(".stage", graph), panel = one(".panel", graph);
  const whole = { x: 0, y: 0, w: Number(stage.dataset.width), h: Number(stage.dataset.height) };
  const boxes = new Map(all(".box", stage).map((box) => [box.dataset.n, box]));
  const lines = all(".lines path", stage);
  const places = new Map([...boxes].map(([number, box]) => {
    const rect = one("rect", box);
    return [number, ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)))];
  }));
  let view = { ...whole }, current = null;

  graph.classList.add("live");
  stage.tabIndex = 0;
  stage.setAttribute("role", "application");
  for (const box of boxes.values()) box.setAttribute("tabindex", "-1");

  const show = () => stage.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
  // As much as is there, in the proportions of the screen.
  const shape = () => stage.clientHeight / stage.clientWidth;
  function look(x, y, w) { view = { x: x - w / 2, y: y - w * shape() / 2, w, h: w * shape() }; show(); }
  function fit() { look(whole.w / 2, whole.h / 2, Math.max(whole.w, whole.h / shape())); }
  // On a small screen the whole would be dust: it begins with the beginning.
  function begin() {
    fit();
    const w = stage.clientWidth * 1.5;
    if (unit() > 4) look(w / 2, w * shape() / 2, w);
  }
  // A unit of the screen in units of the picture.
  const unit = () => Math.max(view.w / stage.clientWidth, view.h / stage.clientHeight);
  const spot = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(stage.getScreenCTM().inverse());

  function zoom(factor, about = { x: view.x + view.w / 2, y: view.y + view.h / 2 }) {
    const w = Math.min(Math.max(view.w * factor, 320), whole.w * 2), by = w / view.w;
    view = { x: about.x - (about.x - view.x) * by, y: about.y - (about.y - view.y) * by, w, h: view.h * by };
    show();
  }
  function move(x, y) { view.x += x; view.y += y; show(); }
  function centre(number) {
    const [x, y, w, h] = places.get(number);
    look(x + w / 2, y + h / 2, Math.max(520, stage.clientWidth * 1.15));
  }

  const fingers = new Map();
  let moved = 0, spread = 0;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    fingers.set(event.pointerId, event);
    moved = 0;
    spread = 0;
  });
  stage.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const x = event.clientX - before.clientX, y = event.clientY - before.clientY;
    moved += Math.abs(x) + Math.abs(y);
    if (moved > 4 && !stage.hasPointerCapture(event.pointerId)) {
      stage.setPointerCapture(event.pointerId);
      stage.classList.add("moving");
    }
    fingers.set(event.pointerId, event);
    if (fingers.size === 1 && moved > 4) move(-x * unit(), -y * unit());
    if (fingers.size === 2) {
      const [a, b] = fingers.values(), now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
      if (spread) zoom(spread / now, spot({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 }));
      spread = now;
    }
  });
  for (const name of ["pointerup", "pointercancel"]) {
    stage.addEventListener(name, (event) => {
      fingers.delete(event.pointerId);
      spread = 0;
      stage.classList.remove("moving");
    });
  }
  // The wheel moves the page, unless one works in the picture.
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== stage) return;
    event.preventDefault();
    zoom(Math.exp(Math.max(-50, Math.min(50, event.deltaY)) / 250), spot(event));
  }, { passive: false });
  stage.addEventListener("click", (event) => {
    const box = event.target.closest(".box");
    event.preventDefault();
    if (moved > 4) return;
    if (box) choose(box.dataset.n, { still: true });
    else clear();
  });
  for (const link of boxes.values()) link.addEventListener("dragstart", (event) => event.preventDefault());

  const zooms = { in: () => zoom(1 / 1.4), out: () => zoom(1.4), all: fit };
  for (const button of all("[data-zoom]", graph)) button.addEventListener("click", () => zooms[button.dataset.zoom]());
  for (const toggle of all(".graph-tools input", graph)) {
    toggle.addEventListener("change", () => {
      const chosenLines = toggle.name === "need" ? all(".needs path", stage) : all(`.links .k-${toggle.name}`, stage);
      for (const line of chosenLines) line.toggleAttribute("hidden", !toggle.checked);
    });
  }

  // The nearest box in a direction; what lies aside counts double.
  function neighbour(number, x, y) {
    const from = places.get(number);
    let best = null, least = Infinity;
    for (const [other, to] of places) {
      const dx = to[0] - from[0], dy = to[1] - from[1], along = dx * x + dy * y, aside = Math.abs(dx * y) + Math.abs(dy * x);
      if (along > 0 && along + 2 * aside < least) [best, least] = [other, along + 2 * aside];
    }
    return best;
  }
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const arrow = arrows[event.key];
    if (arrow && event.shiftKey) move(arrow[0] * 80 * unit(), arrow[1] * 80 * unit());
    else if (arrow) go(current === null ? boxes.keys().next().value : neighbour(current, ...arrow));
    else if (event.key === "+" || event.key === "=") zooms.in();
    else if (event.key === "-") zooms.out();
    else if (event.key === "0") zooms.all();
    else if (event.key === "Escape" && current !== null) clear();
    else if (event.key === "Enter" && current !== null) choose(current, { focus: true });
    else return;
    event.preventDefault();
  });
  function go(number) {
    if (number === null || number === undefined) return;
    mark(number);
    const [x, y, w, h] = places.get(number);
    if (x < view.x || y < view.y || x + w > view.x + view.w || y + h > view.y + view.h || unit() > 1.6) centre(number);
    fill(number);
  }

  function mark(number) {
    for (const box of all(".at, .on", stage)) box.classList.remove("at", "on", "from");
    current = number;
    stage.classList.toggle("chosen", number !== null);
    if (number === null) return stage.removeAttribute("aria-activedescendant");
    stage.setAttribute("aria-activedescendant", boxes.get(number).id);
    boxes.get(number).classList.add("at");
    for (const line of lines) {
      const { a, b } = line.dataset;
      if (a !== number && b !== number) continue;
      line.classList.add("on");
      line.classList.toggle("from", a === number);
      boxes.get(a === number ? b : a)?.classList.add("on");
    }
  }
  function fill(number) {
    const item = one(`.resource[data-n="${number}"]`), entry = one(".entry", item).cloneNode(true);
    entry.removeAttribute("id");
    const close = document.createElement("button"), title = document.createElement("h3"), kind = document.createElement("p");
    close.type = "button";
    close.className = "close";
    close.textContent = "Close";
    close.addEventListener("click", () => { clear(); stage.focus({ preventScroll: true }); });
    title.textContent = one("summary b", item).textContent;
    kind.className = "kind";
    kind.textContent = `${one("summary .type", item).textContent}, ${one("summary .in", item).textContent}`;
    panel.replaceChildren(close, title, kind, ...entry.childNodes);
    panel.hidden = false;
    panel.scrollTop = 0;
  }
  function clear() {
    mark(null);
    panel.hidden = true;
    panel.replaceChildren();
  }
  function choose(number, { still = false, focus = false } = {}) {
    if (!boxes.has(number)) return false;
    mark(number);
    fill(number);
    if (!still) centre(number);
    if (focus) panel.focus({ preventScroll: true });
    return true;
  }
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { clear(); stage.focus({ preventScroll: true }); }
  });

  begin();
  this.choose = (number) => {
    if (!choose(number)) return false;
    bring(graph);
    panel.focus({ preventScroll: true });
    return true;
  };
  this.whole = () => stage.setAttribute("viewBox", `0 0 ${whole.w} ${whole.h}`);
  this.back = show;
}
