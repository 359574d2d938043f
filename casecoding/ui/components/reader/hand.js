/** Whether the mouse is held down: what it drags over must not be moved or painted anew under it. */

const MAIN = 1; // the main button among a pointer event's `buttons`

let isDown = false;
/** @type {(() => void)[]} */
let waiting = [];

document.addEventListener("pointerdown", (event) => (isDown = event.button === 0), { capture: true });
document.addEventListener("pointerup", release, { capture: true });
document.addEventListener("pointercancel", release, { capture: true });
document.addEventListener("pointermove", (event) => {
  if (isDown && !(event.buttons & MAIN)) release(); // let go outside the window
}, { capture: true });

/** Do something at once, or when the mouse has been let go and its click was dealt with. @param {() => void} act */
export function whenLetGo(act) {
  if (!isDown && waiting.length === 0) return act();
  waiting.push(act);
}

function release() {
  isDown = false;
  setTimeout(() => {
    if (isDown) return;
    const due = waiting;
    waiting = [];
    for (const act of due) act();
  });
}
