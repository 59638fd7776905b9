/** Run members of a printed engine once: `node javascript.mjs RULES NUMBERS MEMBERS`. */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { Member } from "../sim/page/js/member.js";

const [, , rules, numbers, members] = process.argv;
const { rulesOf } = await import(pathToFileURL(rules).href);
const member = new Member(JSON.parse(readFileSync(numbers, "utf8")), rulesOf);
member.seed(1, 0);
let firings = 0;
for (let m = 0; m < Number(members); m++) {
  member.begin(m);
  member.run();
  member.finish();
  firings += member.fired;
}
console.log(firings);
