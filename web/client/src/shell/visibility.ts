type Listener = (isVisible: boolean) => void;

const listeners = new WeakMap<Element, Listener>();
let observer: IntersectionObserver | undefined;

/** How far beyond the screen something still counts as seen, so that it is there when it is scrolled to. */
const margin = "600px 0px";

/**
 * Calls the listener with whether an element is on or near the screen, now and on each change, until the returned
 * function is called.
 */
export function onVisibility(element: Element, listener: Listener): () => void {
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) listeners.get(target)?.(isIntersecting);
  }, { rootMargin: margin });
  listeners.set(element, listener);
  observer.observe(element);
  return () => {
    listeners.delete(element);
    observer!.unobserve(element);
  };
}
