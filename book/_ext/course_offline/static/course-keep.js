// The page about reading without a network: what the device keeps, and how to keep all of it or less.
(() => {
  "use strict";
  const section = document.querySelector("section.offline");
  const part = (name) => section.querySelector(`.offline-${name}`);
  const words = JSON.parse(part("words").textContent), titles = JSON.parse(part("titles").textContent);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const say = (text) => { part("said").textContent = text; };
  const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
  const home = new URL("../", location.href).href;
  const AT_ONCE = 4;
  let stopped;

  section.hidden = false;
  if (!location.protocol.startsWith("http")) { part("kept").textContent = words.folder; return; }

  const ask = async (task, values) => {
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => resolve(data);
      active.postMessage({ task, ...values }, [port2]);
    });
  };

  const missingOf = ({ files, kept }) => Object.keys(files).filter((name) => !kept.includes(name));
  const sizeOf = (files, names) => megabytes(names.reduce((sum, name) => sum + files[name][1], 0));

  const show = async () => {
    const list = await ask("list");
    const { files, kept, core } = list, missing = missingOf(list);
    const pages = kept.filter((name) => titles[name]).sort(), all = Object.keys(files).filter((name) => titles[name]).length;
    part("kept").textContent = missing.length
      ? fill(words.kept, { kept: pages.length, all }) : fill(words.kept_all, { all, size: sizeOf(files, kept) });
    part("pages").lastElementChild.replaceChildren(...pages.map((name) => {
      const line = document.createElement("li"), link = document.createElement("a");
      link.href = home + name;
      link.textContent = titles[name];
      line.append(link);
      return line;
    }));
    part("more").hidden = !missing.length;
    part("size").textContent = fill(words.keep_size, { size: sizeOf(files, missing) });
    part("less").hidden = kept.every((name) => core.includes(name));
    part("controls").hidden = false;
    return list;
  };

  const keepAll = async () => {
    // where the browser asks before it keeps much, this is the moment
    navigator.storage?.persist?.().catch(() => { /* it may still keep it */ });
    const list = await show(), waiting = missingOf(list), all = Object.keys(list.files).length;
    let done = all - waiting.length, failures = 0;
    stopped = false;
    part("more").hidden = part("less").hidden = true;
    part("progress").hidden = false;
    part("stop").focus();
    say("");
    const hand = async () => {
      while (waiting.length && !stopped) {
        if (await ask("keep", { name: waiting.shift() })) done += 1; else failures += 1;
        part("progress").firstElementChild.value = done / all;
        part("count").textContent = fill(words.fetching, { done, all });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, hand));
    part("progress").hidden = true;
    if (!stopped && !failures) await ask("whole");
    say(stopped ? words.stopped : failures ? fill(words.failed, { missing: failures }) : words.done);
    await show();
    (part("more").hidden ? part("remove") : part("keep")).focus();
  };

  part("keep").addEventListener("click", keepAll);
  part("stop").addEventListener("click", () => { stopped = true; });
  const close = () => { part("ask").hidden = true; part("less").hidden = false; part("remove").focus(); };
  part("remove").addEventListener("click", () => { part("ask").hidden = false; part("no").focus(); });
  part("no").addEventListener("click", close);
  part("ask").addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  part("yes").addEventListener("click", async () => {
    await ask("remove");
    part("ask").hidden = true;
    say(words.removed);
    await show();
    part("keep").focus();
  });

  const wanted = new URLSearchParams(location.search).get("wanted");
  if (wanted) {
    const link = document.createElement("a"), address = new URL(wanted, home);
    // an address of another site or of a script is no page of the course
    if (address.href.startsWith(home)) {
      link.href = address.href;
      link.textContent = words.again;
      const [before, after] = fill(words.wanted, { page: titles[wanted] ?? wanted, link: "\n" }).split("\n");
      part("wanted").replaceChildren(before, link, after);
      part("wanted").hidden = false;
      // first of all on the page, for this is what the reader came for
      document.querySelector("main h1").after(part("wanted"));
    }
  }

  // a browser that refuses never gets ready, and says why in its own time
  const refused = setTimeout(() => { part("kept").textContent = words.none; }, 4000);
  Promise.resolve(navigator.serviceWorker?.ready).then(async (ready) => {
    if (!ready) return;
    clearTimeout(refused);
    await show();
    // the pages of this visit may still be on their way
    navigator.serviceWorker.addEventListener("controllerchange", show);
  });
})();
