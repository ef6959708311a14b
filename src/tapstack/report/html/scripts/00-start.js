// Small tools, and everything that only a script can serve becomes visible.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const root = document.documentElement;
const words = (text) => (text || "").split(" ").filter(Boolean);

root.classList.add("live");
for (const hidden of all(".tools, .filters, .graph-tools, [data-scripted]")) hidden.hidden = false;
for (const button of all("button[disabled]")) button.disabled = false;

// A form is a group of controls here; nothing is ever sent.
document.addEventListener("submit", (event) => event.preventDefault());
