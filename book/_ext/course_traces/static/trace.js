// Lets a reader ask a number where it comes from. The answers of a page are one file, fetched at the
// first question, and those of the numbers that the quiz computes are another. Numbers answer to a click
// or a tap; the switch at the top makes them stops of the Tab key as well, so that a page of three hundred
// numbers is not three hundred stops for everyone.
(() => {
  "use strict";
  const bar = document.querySelector(".trace-bar");
  if (!bar) return;
  const { answers: address, open, close, failed } = bar.dataset;
  const toggle = bar.querySelector("button");
  const files = {};
  let panel, place, asked;

  // Each file calls the function that it is fetched for.
  const fetched = (name, src) => files[name] ||= new Promise((resolve, reject) => {
    window[name] = (parts, answers) => resolve((one) => one(answers).map((part) => parts[part]).join(""));
    const script = document.createElement("script");
    script.src = src;
    script.onerror = () => { delete files[name]; reject(new Error("no answers")); };
    document.head.append(script);
  });
  const answerTo = async (number) => {
    const { ask, hole } = number.dataset;
    if (ask) return (await fetched("courseAnswers", address))((all) => all[ask]);
    const { question } = number.closest("form").dataset;
    return (await fetched("courseQuizAnswers", address.replace(".js", "-quiz.js")))((all) => all[question][hole]);
  };
  // What was drawn stands in the form, for the version on the page. A question does not tell its answer.
  const fillIn = (number) => {
    const early = number.closest(".asked, .hint");
    for (const blank of panel.querySelectorAll(early ? "[data-drawn]:not([data-secret])" : "[data-drawn]")) {
      blank.textContent = JSON.parse(number.closest("form").dataset.parameters)[blank.dataset.drawn];
    }
  };

  const shut = (back) => {
    if (!panel) return;
    place.remove();
    asked.removeAttribute("aria-expanded");
    asked.classList.remove("is-asked");
    if (back && asked.isConnected) {
      asked.focus({ preventScroll: true });
      asked.scrollIntoView({ block: "nearest" });
    }
    panel = place = asked = undefined;
  };

  // A click on a label or a fold does something else already.
  const CHOSEN = ":is(label, option, button, summary) *";
  const ready = (root) => {
    const on = toggle.getAttribute("aria-pressed") === "true";
    for (const number of root.querySelectorAll(`main [data-ask], main .drawn[data-hole]:not(${CHOSEN})`)) {
      number.classList.add("ask");
      number.tabIndex = on ? 0 : -1;
      if (on) number.setAttribute("role", "button"); else number.removeAttribute("role");
    }
  };

  // The answer stands below the paragraph or the row, in the flow: nothing is covered, at any size or zoom.
  const insert = (number) => {
    const row = number.closest("tr");
    place = panel;
    if (row) {
      const cell = document.createElement("td");
      cell.colSpan = row.cells.length;
      cell.append(panel);
      const line = document.createElement("tr");
      line.className = "trace-row";
      line.append(cell);
      row.after(line);
      place = line;
      return;
    }
    const block = number.closest("p, li, dd, h1, h2, h3, h4, legend, blockquote, .why") || number;
    if (block.matches("li, dd, .why")) block.append(panel); else block.after(panel);
  };

  const ask = async (number) => {
    if (number === asked) { shut(true); return; }
    shut(false);
    asked = number;
    let html;
    try { html = await answerTo(number); } catch { html = ""; }
    if (asked !== number) return;
    panel = document.createElement("div");
    panel.className = "trace-panel";
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", open.replace("{number}", number.textContent));
    panel.tabIndex = -1;
    panel.innerHTML = html || "<p></p>";
    if (!html) panel.firstChild.textContent = failed;
    fillIn(number);
    const head = document.createElement("p");
    head.className = "trace-number";
    head.textContent = number.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button-quiet";
    button.textContent = close;
    button.addEventListener("click", () => shut(true));
    panel.prepend(head);
    panel.append(button);
    insert(number);
    number.classList.add("is-asked");
    number.setAttribute("aria-expanded", "true");
    number.tabIndex = number.tabIndex < 0 ? -1 : number.tabIndex;
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  };

  // A quiz keeps a copy of its first version when it shows another: without an answer in it.
  document.addEventListener("click", (event) => {
    if (panel && event.target.closest("[data-new], [data-reset-yes]")) shut(false);
  }, true);
  document.addEventListener("click", (event) => {
    // in a table the whole cell is the target: a digit is small for a finger
    const cell = event.target.closest("main td");
    const number = event.target.closest("main .ask") || (cell && cell.querySelector(":scope > .ask:only-child"));
    if (!number || String(getSelection())) return;
    event.preventDefault();
    ask(number);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel) shut(true);
    const number = event.target.closest && event.target.closest(".ask[role]");
    if (number && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); ask(number); }
  });

  toggle.addEventListener("click", () => {
    const on = toggle.getAttribute("aria-pressed") !== "true";
    toggle.setAttribute("aria-pressed", on);
    document.documentElement.classList.toggle("tracing", on);
    ready(document);
  });

  // A quiz writes feedback and new versions: their numbers can be asked, too, and what was asked of a text
  // that is gone goes with it.
  const watcher = new MutationObserver((changes) => {
    if (panel && !(panel.isConnected && asked.isConnected)) shut(false);
    for (const target of new Set(changes.map((change) => change.target))) ready(target);
  });
  for (const quiz of document.querySelectorAll("section.quiz")) watcher.observe(quiz, { childList: true, subtree: true });
  ready(document);
  bar.hidden = false;
})();
