// One question after another of the same kind, as a slider asks them: at most
// one is under way, those in between are left out, the last answer stays until
// the next has come, so that nothing jumps.
import { ask } from "./api";

export class Latest<T> {
  answer = $state.raw<T | null>(null);
  fault = $state("");
  waiting = $state(false);
  #next = "";

  // An empty question takes the answer away.
  want(question: string) {
    this.#next = question;
    if (question === "") {
      this.answer = null;
      this.fault = "";
    } else if (!this.waiting) void this.#run();
  }

  async #run() {
    this.waiting = true;
    let asked = "";
    while (this.#next !== asked && this.#next !== "") {
      asked = this.#next;
      try {
        const answer = await ask<T>(asked);
        if (this.#next === "") break;
        this.answer = answer;
        this.fault = "";
      } catch (error) {
        if (this.#next === asked) this.fault = (error as Error).message;
      }
    }
    this.waiting = false;
  }
}
