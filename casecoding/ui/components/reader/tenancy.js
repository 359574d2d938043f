/** Which window works on an outbox, so that no other window sends from it meanwhile. */

/** @typedef {import("./outbox.js").Outbox} Outbox */

/** Hold an outbox until the signal says that its window has left it.
 * @param {Outbox} outbox @param {AbortSignal} left */
export function hold(outbox, left) {
  const over = new Promise((done) => left.addEventListener("abort", done, { once: true }));
  void navigator.locks?.request(nameOf(outbox), () => (left.aborted ? undefined : over));
}

/** Do something with an outbox that no window holds. @param {Outbox} outbox @param {() => Promise<void>} act */
export async function whenFree(outbox, act) {
  if (!navigator.locks) return act();
  await navigator.locks.request(nameOf(outbox), { ifAvailable: true }, async (lock) => {
    if (lock) await act();
  });
}

/** @param {Outbox} outbox */
function nameOf({ study, coder, source }) {
  return ["casecoding", study, coder, source].join(":");
}
