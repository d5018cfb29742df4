import { Emitter } from "../../live/emitter.ts";

const key = "dcmon-machine-folds";

/** Which sections and devices are open; stored in the browser. */
export class Folds {
  readonly changed = new Emitter<void>();
  readonly #choices: Map<string, boolean>;

  constructor(private readonly storage: Pick<Storage, "getItem" | "setItem"> | null) {
    this.#choices = new Map(read(storage));
  }

  /** Whether it is open; `usual` where the viewer chose nothing. */
  isOpen(name: string, usual: boolean): boolean {
    return this.#choices.get(name) ?? usual;
  }

  set(name: string, isOpen: boolean): void {
    if (this.#choices.get(name) === isOpen) return;
    this.#choices.delete(name);
    this.#choices.set(name, isOpen);
    // Devices change; old choices are dropped.
    for (const oldest of [...this.#choices.keys()].slice(0, Math.max(0, this.#choices.size - 200))) this.#choices.delete(oldest);
    this.storage?.setItem(key, JSON.stringify([...this.#choices]));
    this.changed.emit();
  }
}

function read(storage: Pick<Storage, "getItem"> | null): [string, boolean][] {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored.filter((each): each is [string, boolean] =>
      Array.isArray(each) && typeof each[0] === "string" && typeof each[1] === "boolean") : [];
  } catch {
    return [];
  }
}
