/** Ids that the browser makes itself, so that nothing waits for the server. */

/** Return 16 random hexadecimal digits. */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
