/** Shows the reader before Streamlit has made its page, from what the server wrote into the document. */

import { make } from "./dom.js";
import { mountEarly } from "./reader.js";

const PATIENCE = 20_000; // milliseconds that the page may take
const GLANCE = 200; // milliseconds between looks at the address

/** @typedef {{ given: import("./reader.js").Given, page: import("./types.js").Page }} Written */

const written = document.getElementById("casecoding-early")?.textContent;
if (written) show(JSON.parse(written));

/** @param {Written} written */
function show({ given, page }) {
  const stage = make("main", { class: "cc-stage" });
  document.body.append(stage);
  const leave = mountEarly(stage, given, page);
  const address = location.pathname;
  const since = performance.now();
  const watch = setInterval(() => {
    const isOver = !stage.isConnected || location.pathname !== address || performance.now() - since > PATIENCE;
    if (!isOver) return;
    clearInterval(watch);
    leave();
    stage.remove();
  }, GLANCE);
}
