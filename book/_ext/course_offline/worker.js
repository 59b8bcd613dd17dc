// Keeps what was read. One worker knows one build: the fingerprint of each of its files. What it keeps has
// these bytes and no others, so a reader never sees an old page with a new script, or the other way round.
"use strict";
const HOME = self.registration.scope;
const FOLDER = new URL(HOME).pathname;
// other courses may stand on the same host, in other folders
const PREFIX = `course ${FOLDER} `;
const NAME = PREFIX + COURSE.version;
const WHOLE = `${HOME}course-kept-whole`;
const NEWER = `${HOME}course-newer-pages`;
const AT_ONCE = 6;
const names = Object.keys(COURSE.files);

const addressOf = (name) => new URL(name.split("/").map(encodeURIComponent).join("/"), HOME).href;

// A host may show "book/" for "book/index.html", and "book/students" for "book/students.html".
const nameOf = (address) => {
  const { origin, pathname } = new URL(address, HOME);
  if (origin !== location.origin || !pathname.startsWith(FOLDER)) return undefined;
  try {
    const path = decodeURIComponent(pathname.slice(FOLDER.length));
    return [path, `${path}index.html`, `${path}.html`].find((name) => Object.hasOwn(COURSE.files, name));
  } catch { return undefined; }
};

const isOfThisBuild = async (response, name) => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer()));
  const mark = [...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return mark === COURSE.files[name][0];
};

// From the browser's own cache first, which costs nothing; from the host where that is of another build.
const fetched = async (name) => {
  let response;
  for (const cache of ["default", "reload"]) {
    response = await fetch(addressOf(name), { cache });
    if (response.ok && await isOfThisBuild(response, name)) return { response, ours: true };
  }
  return { response, ours: false };
};

const stored = async (cache, name, response) => {
  // made anew, for a page that came by way of another address is refused to a reader who opens this one
  const copy = new Response(await response.arrayBuffer(), { headers: response.headers });
  await cache.put(addressOf(name), copy);
};

const each = async (list, job) => {
  const waiting = [...list];
  const hand = async () => { while (waiting.length) await job(waiting.shift()); };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
};

const keep = async (cache, name) => {
  if (await cache.match(addressOf(name))) return;
  const { response, ours } = await fetched(name);
  if (!ours) throw new Error(`${name} is of another build`);
  await stored(cache, name, response);
};

// -- a new build: everything that an older one kept is kept again, and only then is it ready --------------
const takeOver = async () => {
  const cache = await caches.open(NAME);
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  const kept = await Promise.all(older.map((name) => caches.open(name)));
  const wanted = new Set(COURSE.core);
  for (const one of kept) {
    for (const { url } of await one.keys()) if (nameOf(url)) wanted.add(nameOf(url));
    if (await one.match(WHOLE)) {
      names.forEach((name) => wanted.add(name));
      await cache.put(WHOLE, new Response(""));
    }
  }
  await each(wanted, async (name) => {
    for (const one of kept) {
      const copy = await one.match(addressOf(name));
      if (copy && await isOfThisBuild(copy, name)) { await stored(cache, name, copy); return; }
    }
    await keep(cache, name);
  });
};

addEventListener("install", (event) => event.waitUntil(takeOver()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
  }
  await self.clients.claim();
})()));

// -- requests ----------------------------------------------------------------------------------------------

// Pages of a newer build than this worker's load everything past it. A worker is ended and started again at
// any time, so their list is kept, too.
const newerPages = async (cache) => (await (await cache.match(NEWER))?.json()) ?? [];

const notKept = (name) => Response.redirect(
  new URL(`${COURSE.offline}?wanted=${encodeURIComponent(name)}`, HOME).href, 302);

const answer = async ({ request, clientId, resultingClientId }, name) => {
  const isPage = request.mode === "navigate";
  let cache;
  // storage may be refused or broken: then the course is as it is without a worker
  try { cache = await caches.open(NAME); } catch { return fetch(request); }
  // asked again, for the browser's own cache may still have the file of the old build
  if (!isPage && (await newerPages(cache)).includes(clientId)) return fetch(request, { cache: "no-cache" });
  const kept = await cache.match(addressOf(name));
  if (kept) return kept;
  let found;
  try { found = await fetched(name); } catch {
    return isPage && name !== COURSE.offline ? notKept(name) : Response.error();
  }
  if (found.ours) {
    const copy = found.response.clone();
    await stored(cache, name, copy).catch(() => { /* no room: read it now, do not keep it */ });
    return found.response.redirected ? new Response(found.response.body, { headers: found.response.headers }) : found.response;
  }
  // the host has another build by now; this worker fetches its successor, and mixes nothing meanwhile
  self.registration.update().catch(() => { /* at the next visit */ });
  if (!isPage) return found.response.ok ? Response.error() : found.response;
  await cache.put(NEWER, new Response(JSON.stringify([...(await newerPages(cache)).slice(-50), resultingClientId])));
  return fetch(request, { cache: "no-cache" });
};

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const name = nameOf(request.url);
  if (name) event.respondWith(answer(event, name));
  else if (request.mode === "navigate") {
    // a file to download, or an address that the course does not have
    const path = new URL(request.url).pathname.slice(FOLDER.length);
    event.respondWith(fetch(request).catch(() => notKept(path)));
  }
});

// -- what pages ask ----------------------------------------------------------------------------------------
const tasks = {
  // A page was read: keep it, with all that it may load later, and the search.
  async visited({ addresses }) {
    const cache = await caches.open(NAME);
    const [page, ...loaded] = addresses.map(nameOf);
    const all = new Set([page, ...loaded, ...(COURSE.needs[page] ?? []).map((at) => names[at])]);
    all.delete(undefined);
    await each(all, (name) => keep(cache, name).catch(() => { /* at the next visit */ }));
  },
  async list() {
    const cache = await caches.open(NAME);
    const kept = (await cache.keys()).map(({ url }) => nameOf(url)).filter(Boolean);
    return { files: COURSE.files, kept, core: COURSE.core, whole: Boolean(await cache.match(WHOLE)) };
  },
  async keep({ name }) { await keep(await caches.open(NAME), name); return true; },
  async whole() { await (await caches.open(NAME)).put(WHOLE, new Response("")); return true; },
  async remove() {
    const cache = await caches.open(NAME);
    await cache.delete(WHOLE);
    for (const { url } of await cache.keys()) {
      const name = nameOf(url);
      if (name && !COURSE.core.includes(name)) await cache.delete(url);
    }
    return true;
  },
  async replace() { await self.skipWaiting(); },
};

addEventListener("message", (event) => {
  const { data, ports: [port] } = event;
  if (!Object.hasOwn(tasks, data?.task)) return;
  event.waitUntil(tasks[data.task](data).then((told) => port?.postMessage(told), () => port?.postMessage(null)));
});
