/** The dialog that shows every key. */

import { button, make } from "./dom.js";
import { GROUPS } from "./keys.js";

export class Help {
  /** @param {import("./types.js").Translate} t @param {() => void} onClose */
  constructor(t, onClose) {
    this._t = t;
    this.element = make("dialog", { class: "cc-help", "aria-label": t("keys") });
    this.element.addEventListener("close", onClose);
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  open() {
    if (this.element.childElementCount === 0) this._fill();
    this.element.showModal();
  }

  _fill() {
    const t = this._t;
    const groups = GROUPS.map((group) => make("section", {}, make("h3", {}, t(group.text)),
      make("dl", {}, ...group.rows.flatMap((row) => [
        make("dt", {}, ...row.show.map((key) => make("kbd", {}, key))),
        make("dd", {}, t(row.text)),
      ]))));
    this.element.append(
      make("header", {}, make("h2", {}, t("keys")), button("×", () => this.element.close(), { "aria-label": t("close"), class: "cc-step" })),
      make("div", { class: "cc-help-groups" }, ...groups),
    );
  }
}
