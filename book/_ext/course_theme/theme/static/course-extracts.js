// Under each result of the search an extract of its page, which comes when the result comes near.
// The room for it stands there before, so that nothing moves. Its script: book/_ext/course_theme/extracts.py.
(function () {
  "use strict";
  const query = new URLSearchParams(location.search).get("q");
  if (!query) return;
  const [, terms, , shown] = Search._parseQuery(query);
  // by the name of a page: the rooms that wait for its words
  const waiting = {};

  // the words are taken from a page's script, and not from its markup
  Search.htmlToText = (text) => text;

  // the pieces at odd places are the words that were looked for
  const wanted = new RegExp(`(${Array.from(shown, _escapeRegExp).join("|") || "(?!)"})`, "gi");
  const show = (room, text) => room.replaceChildren(...text.split(wanted).map((piece, i) =>
    i % 2 ? Object.assign(document.createElement("mark"), { className: "highlighted", textContent: piece }) : piece));

  window.courseExtract = function (name, text, sections) {
    waiting[name].forEach(function (room) {
      const section = decodeURIComponent(room.parentElement.querySelector("a").hash.slice(1));
      show(room, Search.makeSearchSummary(text.slice(sections[section] || 0), terms).textContent);
    });
    delete waiting[name];
  };

  function ask(room) {
    const name = room.parentElement.querySelector("a").getAttribute("href").split("#")[0].replace(/\.html$/, "");
    if (waiting[name]) { waiting[name].push(room); return; }
    waiting[name] = [room];
    const script = Object.assign(document.createElement("script"), { src: `_static/extracts/${name}.js` });
    // without a network, and the page was never read here: the title must do
    script.onerror = () => { waiting[name].forEach((one) => one.remove()); delete waiting[name]; };
    document.head.append(script);
  }

  const near = new IntersectionObserver(function (entries) {
    entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => { near.unobserve(target); ask(target); });
  }, { rootMargin: "150px" });

  new MutationObserver(function (changes) {
    changes.flatMap(({ addedNodes }) => Array.from(addedNodes)).filter((node) => node.tagName === "LI").forEach(function (item) {
      const room = Object.assign(document.createElement("p"), { className: "context" });
      item.append(room);
      near.observe(room);
    });
  }).observe(document.getElementById("search-results"), { childList: true, subtree: true });
})();
