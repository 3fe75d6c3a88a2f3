// The law and record that the shown answer was made with, for the footer.
import type { MadeWith } from "../api";

class Shown {
  now = $state.raw<MadeWith | null>(null);
}
export const madeWith = new Shown();
