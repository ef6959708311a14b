// Light, dark, or as the system has it; remembered where the browser allows it.
const themes = one("select[name=theme]");
const THEME = "tapstack-report-theme";

function remembered() {
  try { return localStorage.getItem(THEME) || ""; } catch { return ""; }
}

function setTheme(theme) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
  themes.value = root.dataset.theme || "";
}

setTheme(remembered());
themes.addEventListener("change", () => {
  setTheme(themes.value);
  try { localStorage.setItem(THEME, themes.value); } catch { /* not remembered */ }
});
