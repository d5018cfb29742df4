// Applies the viewer's theme before the first paint; src/shell/theme.ts sets it.
const theme = localStorage.getItem("dcmon-theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
