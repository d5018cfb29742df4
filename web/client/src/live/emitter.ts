type Listener<T> = (value: T) => void;

/** One kind of event with typed listeners, called in the order in which they were added. */
export class Emitter<T> {
  readonly #listeners = new Set<Listener<T>>();

  /** Listens until the returned function is called. */
  listen(listener: Listener<T>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
