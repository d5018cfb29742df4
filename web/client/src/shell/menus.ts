/**
 * Menus are `details.menu`: this makes them close as menus do, by a press elsewhere, by Escape, and when another opens.
 * Returns what ends it.
 */
export function closeMenusOf(root: HTMLElement): () => void {
  const close = (except?: EventTarget | null): void => {
    for (const menu of root.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      if (!(except instanceof Node && menu.contains(except))) menu.open = false;
    }
  };
  const onPress = (event: Event): void => close(event.target);
  const onKey = (event: KeyboardEvent): void => {
    const menu = event.key === "Escape" && event.target instanceof Element ? event.target.closest<HTMLDetailsElement>("details.menu[open]") : null;
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  };
  document.addEventListener("pointerdown", onPress);
  document.addEventListener("focusin", onPress);
  root.addEventListener("keydown", onKey);
  return () => {
    document.removeEventListener("pointerdown", onPress);
    document.removeEventListener("focusin", onPress);
    root.removeEventListener("keydown", onKey);
  };
}
