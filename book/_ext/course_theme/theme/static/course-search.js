// Fits Sphinx's search to the page: our words, a count that is announced, and a folded index.
(function () {
  "use strict";
  const form = document.querySelector(".search-form");
  const said = document.getElementById("search-count");
  const place = document.getElementById("search-results");
  const { one, many, none, searching, results } = form.dataset;

  // Sphinx would fetch the pages of all results at once; course-extracts.js brings what a reader sees
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  // nor may it keep the words in storage, which may be closed, and mark them in the contents at the next search
  window.SPHINX_HIGHLIGHT_ENABLED = false;

  // not by addTranslations, which makes a function of a text: the site's security policy refuses that
  Documentation.PLURAL_EXPR = (count) => (count === 1 ? 0 : 1);
  Object.assign(Documentation.TRANSLATIONS, {
    "Searching": searching,
    "Search Results": results,
    "Preparing search...": "",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.": none,
    "Search finished, found ${resultCount} page(s) matching the search query.": "${resultCount}",
  });

  // The index travels folded, see book/_ext/course_theme/search_index.py: a word by what it adds to the one before,
  // a page by one sign, an anchor by 1 where it follows from the title.
  const PORTION = 2000;
  const number = (sign, code = sign.charCodeAt(0)) => (code < 92 ? code : code - 1) - 35;
  const terms = async function ([words, pages]) {
    const [parts, found] = [words.split(" "), pages.split(" ")];
    const all = {};
    let word = "";
    for (let i = 0; i < parts.length; i += 1) {
      // a slow telephone answers a finger in between
      if (i % PORTION === PORTION - 1) await new Promise((resolve) => setTimeout(resolve));
      if (!parts[i]) continue;
      word = word.slice(0, number(parts[i][0])) + parts[i].slice(1);
      const places = Array.from(found[i], (sign) => number(sign));
      all[word] = places.length === 1 ? places[0] : places;
    }
    return all;
  };
  const slug = (title) => title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[-0-9]+|-+$/g, "");
  const titles = (list) => Object.fromEntries(list.map(([title, ...rest]) => [
    title,
    rest.flatMap((page, i) => i % 2 ? [] : [[page, rest[i + 1] === 1 ? slug(title) : rest[i + 1]]]),
  ]));
  window.courseIndex = async (index) => Search.setIndex({
    ...index, terms: await terms(index.terms), titleterms: await terms(index.titleterms), alltitles: titles(index.alltitles),
  });

  new MutationObserver(function () {
    const status = place.querySelector(".search-summary");
    const text = status ? status.textContent.trim() : "";
    if (!/^\d+$/.test(text)) { if (text) said.textContent = text; if (text === none) document.body.classList.remove("searching"); return; }
    document.body.classList.remove("searching");
    status.textContent = text === "1" ? one : many.replace("{count}", text);
    said.textContent = status.textContent;
  }).observe(place, { childList: true, subtree: true, characterData: true });

  if (new URLSearchParams(location.search).get("q")) document.body.classList.add("searching");
  else document.getElementById("q").focus();
})();
