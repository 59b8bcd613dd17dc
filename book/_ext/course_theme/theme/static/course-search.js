// Fits Sphinx's search to the page: our words, a count that is announced, and no request from a folder.
(function () {
  "use strict";
  const form = document.querySelector(".search-form");
  const said = document.getElementById("search-count");
  const place = document.getElementById("search-results");
  const { one, many, none, searching, results } = form.dataset;

  // a page opened from a folder may not read its neighbours, so there are no summaries there
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

  // not by addTranslations, which makes a function of a text: the site's security policy refuses that
  Documentation.PLURAL_EXPR = (count) => (count === 1 ? 0 : 1);
  Object.assign(Documentation.TRANSLATIONS, {
    "Searching": searching,
    "Search Results": results,
    "Preparing search...": "",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.": none,
    "Search finished, found ${resultCount} page(s) matching the search query.": "${resultCount}",
  });

  // The extract of a page: without the parts that make no sentence, and with a space between blocks.
  Search.htmlToText = function (html) {
    const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
    const noise = "script, style, svg, .headerlink, .opener, .unit-card, .answer-key, .chart-actions, .question-actions";
    main.querySelectorAll(noise).forEach((part) => part.remove());
    main.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, th, td, pre, summary, legend, label").forEach((part) => part.append(" "));
    return main.textContent.replace(/\s+/g, " ");
  };

  new MutationObserver(function () {
    const status = place.querySelector(".search-summary");
    const text = status ? status.textContent.trim() : "";
    if (!/^\d+$/.test(text)) { if (text) said.textContent = text; return; }
    status.textContent = text === "1" ? one : many.replace("{count}", text);
    said.textContent = status.textContent;
  }).observe(place, { childList: true, subtree: true, characterData: true });

  if (!new URLSearchParams(location.search).get("q")) document.getElementById("q").focus();
})();
