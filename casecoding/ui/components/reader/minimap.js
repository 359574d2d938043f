/** All of the source at the edge: where codings, suggestions and hits stand, and what is in view. */

import { make } from "./dom.js";

const WIDTH = 14;

/** @typedef {{ start: number, end: number, colour: string, kind: "coding" | "suggestion" | "hit" }} Spot */

export class Minimap {
  /** @param {HTMLElement} scroller @param {number} length  of the text in code points
   * @param {(point: number) => void} onJump @param {() => Spot[]} spots */
  constructor(scroller, length, onJump, spots) {
    this._scroller = scroller;
    this._length = Math.max(1, length);
    this._spots = spots;
    this._canvas = make("canvas", { width: WIDTH });
    this._window = make("span", { class: "cc-window" });
    this.element = make("div", { class: "cc-minimap", "aria-hidden": "true" }, this._canvas, this._window);
    this._waiting = false;
    this.element.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const frame = this.element.getBoundingClientRect();
      onJump(Math.floor(((event.clientY - frame.top) / frame.height) * this._length));
    });
    scroller.addEventListener("scroll", () => this._showWindow(), { passive: true });
  }

  /** Draw at the next frame; a burst of changes draws once. */
  refresh() {
    if (this._waiting) return;
    this._waiting = true;
    requestAnimationFrame(() => {
      this._waiting = false;
      this._draw();
      this._showWindow();
    });
  }

  _draw() {
    const height = this.element.clientHeight;
    const scale = devicePixelRatio;
    this._canvas.width = WIDTH * scale;
    this._canvas.height = height * scale;
    const brush = this._canvas.getContext("2d");
    if (!brush) return;
    brush.scale(scale, scale);
    for (const { start, end, colour, kind } of this._spots()) {
      brush.fillStyle = colour;
      brush.globalAlpha = kind === "suggestion" ? 0.55 : 0.9;
      const top = (start / this._length) * height;
      const tall = Math.max(2, ((end - start) / this._length) * height);
      if (kind === "coding") brush.fillRect(2, top, 5, tall);
      else if (kind === "suggestion") brush.fillRect(8, top, 2, Math.min(tall, 3));
      else brush.fillRect(0, top, WIDTH, 2);
    }
  }

  _showWindow() {
    const { scrollTop, scrollHeight, clientHeight } = this._scroller;
    this._window.style.top = `${(scrollTop / scrollHeight) * 100}%`;
    this._window.style.height = `${(clientHeight / scrollHeight) * 100}%`;
  }
}
