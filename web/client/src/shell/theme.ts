export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "dcmon-theme";

/** The viewer's choice; theme.js applies it before the first paint. */
export function currentTheme(): Theme {
  const stored = document.documentElement.dataset["theme"];
  return stored === "light" || stored === "dark" ? stored : "system";
}

/** Applies and keeps a choice. */
export function setTheme(theme: Theme): void {
  if (theme === "system") {
    delete document.documentElement.dataset["theme"];
    localStorage.removeItem(key);
  } else {
    document.documentElement.dataset["theme"] = theme;
    localStorage.setItem(key, theme);
  }
  dispatchEvent(new Event("themechange"));
}

/** Calls `listener` whenever the colours of the page change, by choice or with the system. */
export function onThemeChange(listener: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  addEventListener("themechange", listener);
  system.addEventListener("change", listener);
  return () => {
    removeEventListener("themechange", listener);
    system.removeEventListener("change", listener);
  };
}
