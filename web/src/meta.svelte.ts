// What the server knows of itself: names for codes, what a form offers. Asked
// for once, when the page opens.
import { ask, type Meta } from "./api";

class Names {
  meta = $state.raw<Meta | null>(null);
  fault = $state("");

  readonly #states = $derived(new Map(this.meta?.states.map((each) => [each.code, each.name])));
  readonly #places = $derived(new Map(this.meta?.places.map((each) => [each.code, each.name])));
  readonly #instruments = $derived(new Map(this.meta?.instruments.map((each) => [each.slug, each.title])));

  async load() {
    try {
      this.meta = await ask<Meta>("/api/v1/meta");
    } catch (error) {
      this.fault = (error as Error).message;
    }
  }

  state(code: string | null): string {
    return code === null ? "nobody" : (this.#states.get(code) ?? code);
  }
  isState(code: string): boolean {
    return this.#states.has(code);
  }
  place(code: string): string {
    return this.#places.get(code) ?? this.state(code);
  }
  instrument(slug: string): string {
    return this.#instruments.get(slug) ?? slug;
  }
  isInstrument(slug: string): boolean {
    return this.#instruments.has(slug);
  }
}

export const names = new Names();
