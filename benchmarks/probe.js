/* Put into the measured page: when a key went down, when its highlight was on the screen, when it was stored. */
(() => {
  const probe = { keys: [], painted: null };
  Object.defineProperty(window, "__probe", { value: probe });

  /* A frame's paint is over when the task that was posted in it runs. */
  const afterFrame = (act) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => act(performance.now());
      port2.postMessage(0);
    });

  addEventListener("keydown", (event) => {
    if (/^[1-9]$/.test(event.key)) probe.keys.push({ down: event.timeStamp, visible: null, stored: null });
  }, true);

  const seen = {};
  const look = (root) => {
    const { codings, source, state, unsaved } = root.dataset;
    const key = probe.keys.at(-1);
    if (state !== "painted") return;
    if (source !== seen.source) afterFrame((now) => (probe.painted = { source, now }));
    else if (key && codings !== seen.codings && key.visible === null) afterFrame((now) => (key.visible = now));
    if (key && unsaved === "0" && seen.unsaved !== "0") key.stored = performance.now();
    Object.assign(seen, { codings, source, unsaved });
  };

  const waiting = new MutationObserver(() => {
    const root = document.querySelector("[data-reader]");
    if (!root) return;
    waiting.disconnect();
    new MutationObserver(() => look(root)).observe(root, { attributes: true });
  });
  waiting.observe(document, { subtree: true, childList: true });
})();
