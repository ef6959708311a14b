// The matrix of controls: rows open, arrows move, one framework can be looked at alone.
const matrix = one(".matrix");
if (matrix) {
  const form = one('[data-filters="controls"]');
  const rows = () => all("tr.row", matrix).filter((row) => !row.hidden);
  const cells = (row) => [...row.cells].filter((cell) => !cell.hidden);

  for (const opener of all(".opener", matrix)) {
    opener.tabIndex = -1;
    setOpen(opener.closest("tr"), false);
    opener.addEventListener("click", () => setOpen(opener.closest("tr"), !isOpen(opener.closest("tr"))));
  }
  matrix.setAttribute("role", "grid");
  for (const cell of all("tr.row > td", matrix)) cell.setAttribute("role", "gridcell");
  let at = null;
  enter(one("tr.row > *", matrix), false);

  // One cell of the matrix is in the order of the Tab key: the one where one was last.
  function enter(cell, focus = true) {
    if (!cell) return;
    if (at) { at.tabIndex = -1; at.classList.remove("at"); }
    at = cell;
    at.tabIndex = 0;
    if (focus) { at.classList.add("at"); at.focus(); }
  }
  matrix.addEventListener("focusout", () => at?.classList.remove("at"));

  matrix.addEventListener("keydown", (event) => {
    const cell = event.target.closest("tr.row > *");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = cell.parentElement;
    const across = cells(row), down = rows();
    const x = across.indexOf(cell), y = down.indexOf(row);
    const moves = {
      ArrowRight: () => across[x + 1], ArrowLeft: () => across[x - 1], Home: () => across[0], End: () => across.at(-1),
      ArrowDown: () => down[y + 1] && cells(down[y + 1])[x], ArrowUp: () => down[y - 1] && cells(down[y - 1])[x],
      PageDown: () => cells(down[Math.min(y + 10, down.length - 1)])[x], PageUp: () => cells(down[Math.max(y - 10, 0)])[x],
    };
    if (event.key === "Enter" || event.key === " ") setOpen(row, !isOpen(row));
    else if (moves[event.key]) enter(moves[event.key]());
    else return;
    event.preventDefault();
  });

  function pick(framework) {
    for (const cell of all("[data-column]", matrix)) cell.hidden = Boolean(framework) && cell.dataset.column !== framework;
    if (at?.hidden || at?.parentElement.hidden) enter(one("tr.row:not([hidden]) > *", matrix), false);
  }
  form.addEventListener("change", () => pick(form.elements.framework.value));
  form.addEventListener("cleared", () => pick(form.elements.framework.value));
  for (const button of all("[data-pick]")) {
    button.addEventListener("click", () => {
      form.elements.framework.value = button.dataset.pick;
      form.dispatchEvent(new Event("change"));
      bring(one("#matrix-title"));
      form.elements.framework.focus({ preventScroll: true });
    });
  }
}

function setOpen(row, open) {
  one(".opener", row)?.setAttribute("aria-expanded", String(open));
  const more = document.getElementById(`${row.id}-more`);
  if (more) more.hidden = !open;
}
