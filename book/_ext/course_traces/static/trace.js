// Lets a reader ask a number where it comes from. The answers of a page are one file, fetched at the
// first question. Numbers answer to a click or a tap; the switch at the top makes them stops of the
// Tab key as well, so that a page of three hundred numbers is not three hundred stops for everyone.
(() => {
  "use strict";
  const bar = document.querySelector(".trace-bar");
  if (!bar) return;
  const { answers: address, open, close, failed } = bar.dataset;
  const toggle = bar.querySelector("button");
  const numbers = () => document.querySelectorAll("main .ask");
  let texts, panel, asked;

  const fetched = () => texts ||= new Promise((resolve, reject) => {
    window.courseAnswers = (parts, answers) => resolve(answers.map((one) => one.map((part) => parts[part]).join("")));
    const script = document.createElement("script");
    script.src = address;
    script.onerror = () => { texts = undefined; reject(new Error("no answers")); };
    document.head.append(script);
  });

  const shut = (back) => {
    if (!panel) return;
    (panel.closest(".trace-row") || panel).remove();
    asked.removeAttribute("aria-expanded");
    asked.classList.remove("is-asked");
    if (back && asked.isConnected) {
      asked.focus({ preventScroll: true });
      asked.scrollIntoView({ block: "nearest" });
    }
    panel = asked = undefined;
  };

  // The answer stands below the paragraph or the row, in the flow: nothing is covered, at any size or zoom.
  const insert = (number) => {
    const row = number.closest("tr");
    if (row) {
      const cell = document.createElement("td");
      cell.colSpan = row.cells.length;
      cell.append(panel);
      const line = document.createElement("tr");
      line.className = "trace-row";
      line.append(cell);
      row.after(line);
      return;
    }
    const block = number.closest("p, li, dd, h1, h2, h3, h4, blockquote, .why") || number;
    if (block.matches("li, dd, .why")) block.append(panel); else block.after(panel);
  };

  const ask = async (number) => {
    if (number === asked) { shut(true); return; }
    shut(false);
    asked = number;
    let html;
    try { html = (await fetched())[number.dataset.ask]; } catch { html = ""; }
    if (asked !== number) return;
    panel = document.createElement("div");
    panel.className = "trace-panel";
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", open.replace("{number}", number.textContent));
    panel.tabIndex = -1;
    panel.innerHTML = html || "<p></p>";
    if (!html) panel.firstChild.textContent = failed;
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

  // A question that is answered anew takes its old feedback away, and with it what was asked there.
  const renewed = (form) => { if (panel && form && form.contains(panel)) shut(false); };
  document.addEventListener("submit", (event) => renewed(event.target), true);

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-again]")) renewed(event.target.closest("form"));
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
    for (const number of numbers()) {
      if (on) { number.tabIndex = 0; number.setAttribute("role", "button"); }
      else { number.removeAttribute("tabindex"); number.removeAttribute("role"); }
    }
  });
  for (const number of numbers()) number.tabIndex = -1;
  bar.hidden = false;
})();
