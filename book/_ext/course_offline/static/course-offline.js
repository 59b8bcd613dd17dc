// Asks the browser to keep what is read, where it can and may. A page is whole without this.
(() => {
  "use strict";
  const script = document.currentScript;
  const words = JSON.parse(script.dataset.words);
  let worker;
  try { worker = navigator.serviceWorker; } catch { /* refused */ }
  if (!worker || !location.protocol.startsWith("http")) return;

  const notice = document.createElement("p");
  notice.className = "newer";
  notice.setAttribute("role", "status");
  const tell = (waiting) => {
    if (!waiting || !worker.controller || notice.childElementCount) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button-quiet";
    button.textContent = words.newer_show;
    button.addEventListener("click", () => waiting.postMessage({ task: "replace" }));
    notice.append(`${words.newer} `, button);
  };

  const start = async () => {
    const address = new URL("../course-worker.js", script.src);
    // who saves data has not asked for copies; the page about reading offline offers them all the same
    if (navigator.connection?.saveData && !script.dataset.always && !await worker.getRegistration(address)) return;
    let controlled = Boolean(worker.controller);
    worker.addEventListener("controllerchange", () => {
      // another build has taken over, so what is shown must go with its own files
      if (controlled) location.reload();
      controlled = true;
    });
    const registration = await worker.register(address);
    const watch = (coming) => coming?.addEventListener("statechange", () => { if (coming.state === "installed") tell(registration.waiting); });
    tell(registration.waiting);
    watch(registration.installing);
    registration.addEventListener("updatefound", () => watch(registration.installing));
    const { active } = await worker.ready;
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    active.postMessage({ task: "visited", addresses: [location.href, ...loaded] });
  };

  addEventListener("load", () => {
    document.querySelector(".site-footer").prepend(notice);
    // a private window, a strict setting, a full disk: the course is read all the same
    start().catch((error) => { document.documentElement.dataset.offline = error.name; });
  });
})();
