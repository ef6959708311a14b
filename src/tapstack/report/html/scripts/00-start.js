// Small tools, and everything that only a script can serve becomes visible.
const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const root = document.documentElement;
const words = (text) => (text || "").split(" ").filter(Boolean);

root.classList.add("live");
for (const hidden of all(".tools, .filters, .graph-tools, [data-scripted]")) hidden.hidden = false;
for (const button of all("button[disabled]")) button.disabled = false;

// Sections take their height when they are first seen: what was scrolled to is held until nothing above it moves any more.
function bring(element, still = 0, frames = 0) {
  element.scrollIntoView({ block: "start" });
  const top = element.getBoundingClientRect().top;
  requestAnimationFrame(() => {
    const moved = Math.abs(element.getBoundingClientRect().top - top) > 1;
    if (frames < 60 && (moved || still < 4)) bring(element, moved ? 0 : still + 1, frames + 1);
  });
}

// A form is a group of controls here; nothing is ever sent.
document.addEventListener("submit", (event) => event.preventDefault());
