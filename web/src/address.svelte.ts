// The address holds the whole question, so that a link is a citation. Views read
// their parameters here and write them back; nothing else keeps what was asked.

class Address {
  path = $state(location.pathname);
  search = $state(location.search);
  // Counts arrivals on another view, so that focus can follow.
  arrivals = $state(0);

  readonly query = $derived(new URLSearchParams(this.search));

  constructor() {
    addEventListener("popstate", () => {
      this.#unwritten = null;
      this.#arrive(location, true);
    });
    document.addEventListener("click", (event) => this.#follow(event));
  }

  get(name: string): string {
    return this.query.get(name) ?? "";
  }

  all(name: string): string[] {
    return this.query.getAll(name);
  }

  // Parameters of the present view: a value, several, or null to leave it out.
  set(changes: Record<string, string | string[] | null>, how: "push" | "replace" = "replace") {
    const query = new URLSearchParams(this.search);
    for (const [name, value] of Object.entries(changes)) {
      query.delete(name);
      for (const each of value === null ? [] : [value].flat()) if (each !== "") query.append(name, each);
    }
    this.go(addressOf(this.path, query), how);
  }

  go(to: string, how: "push" | "replace" = "push") {
    if (to === this.path + this.search) return;
    if (how === "push") {
      this.#write();
      history.pushState(null, "", to);
    } else {
      // Browsers refuse more than a few changes a second: a slider makes more.
      this.#unwritten = to;
      this.#writing ??= setTimeout(() => this.#write(), 150);
    }
    this.#arrive(new URL(to, location.origin), how === "push" && to.split("?")[0] !== this.path);
  }

  #unwritten: string | null = null;
  #writing: ReturnType<typeof setTimeout> | null = null;
  #write() {
    if (this.#writing !== null) clearTimeout(this.#writing);
    if (this.#unwritten !== null) history.replaceState(null, "", this.#unwritten);
    this.#writing = this.#unwritten = null;
  }

  #arrive(at: URL | Location, elsewhere: boolean) {
    this.path = at.pathname;
    this.search = at.search;
    if (elsewhere) this.arrivals += 1;
  }

  // Links inside the page are followed without loading it again.
  #follow(event: MouseEvent) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest("a[href]");
    const href = link?.getAttribute("href");
    if (!link || !href?.startsWith("/") || href.startsWith("/api/") || link.hasAttribute("download") || link.hasAttribute("target")) return;
    event.preventDefault();
    const samePath = href.split("?")[0] === this.path;
    this.go(href);
    if (!samePath) scrollTo(0, 0);
  }
}

export function addressOf(path: string, query: URLSearchParams | Record<string, string | string[] | null | undefined>): string {
  let all = query instanceof URLSearchParams ? query : new URLSearchParams();
  if (!(query instanceof URLSearchParams)) {
    for (const [name, value] of Object.entries(query)) {
      for (const each of [value ?? []].flat()) if (each !== "") all.append(name, each);
    }
  }
  // Days, codes and provisions stay readable.
  const text = all.toString().replaceAll("%2C", ",").replaceAll("%28", "(").replaceAll("%29", ")").replaceAll("%2F", "/");
  return text === "" ? path : `${path}?${text}`;
}

export const address = new Address();
