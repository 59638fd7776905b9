/** Which future is watched, and where: what stays when the language changes. */

import { futureOf } from "./future.js";

/** What stays when the language changes. */
export class Watching {
  /** @param {import("./member.js").Member} member @param {import("./state.js").State} state */
  constructor(member, state) {
    this.member = member;
    this.state = state;
    this.number = 0;
    this.at = 0;
    this.ladder = -1;
    /** @type {import("./future.js").Future | null} */
    this.future = null;
  }

  /** Bring the member to the changes and the seed of the state. */
  ready() {
    this.member.seed(this.state.seed, 0);
    this.member.change(this.state.changes());
  }

  /** @param {number} number */
  load(number) {
    this.ready();
    this.number = number;
    this.future = futureOf(this.member, number);
    this.at = 0;
  }
}
