// Paper cannot be opened: controls, findings and drills are printed in full, and the picture whole.
let closed = [];
addEventListener("beforeprint", () => {
  closed = all(".drill:not([open]), .clauses-of:not([open])");
  for (const details of closed) details.open = true;
  for (const picture of pictures) picture.whole();
  for (const row of all("tr.row")) if (!row.hidden && !isOpen(row)) { setOpen(row, true); closed.push(row); }
});
addEventListener("afterprint", () => {
  for (const element of closed) element.tagName === "DETAILS" ? element.open = false : setOpen(element, false);
  closed = [];
  for (const picture of pictures) picture.back();
});
