/** How the page's JavaScript is linted. */

import js from "@eslint/js";

const browser = {
  Blob: "readonly",
  IntersectionObserver: "readonly",
  Node: "readonly",
  TextEncoder: "readonly",
  URL: "readonly",
  Worker: "readonly",
  clearTimeout: "readonly",
  console: "readonly",
  document: "readonly",
  getComputedStyle: "readonly",
  navigator: "readonly",
  performance: "readonly",
  requestAnimationFrame: "readonly",
  self: "readonly",
  setTimeout: "readonly",
  window: "readonly",
};

export default [
  { ignores: ["**/node_modules/**"] },
  js.configs.recommended,
  {
    files: ["sim/page/js/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "text of a scenario must come out as text" },
        { property: "outerHTML", message: "text of a scenario must come out as text" },
        { property: "insertAdjacentHTML", message: "text must come out as text" },
      ],
      "no-self-compare": "off",
      "no-shadow": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["tests/page/**/*.mjs"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: { ...browser, process: "readonly" } },
  },
];
