// What every page can do beyond plain HTML. Without this script the whole page stays readable.
(function () {
  "use strict";
  const root = document.documentElement;
  const words = JSON.parse(document.getElementById("course-words").textContent);
  const all = (selector, inside) => Array.from((inside || document).querySelectorAll(selector));

  // -- colours ------------------------------------------------------------------------------
  const system = matchMedia("(prefers-color-scheme: dark)");
  const modes = ["auto", "light", "dark"];
  const modeButton = document.querySelector(".colour-mode");

  function paint() {
    const choice = root.dataset.colourMode;
    const theme = choice === "auto" ? (system.matches ? "dark" : "light") : choice;
    modeButton.lastElementChild.textContent = modeButton.dataset[choice];
    modeButton.title = modeButton.dataset[choice];
    if (theme !== root.dataset.theme) {
      root.dataset.theme = theme;
      document.dispatchEvent(new CustomEvent("themechange", { detail: { theme } }));
    }
  }

  modeButton.hidden = false;
  modeButton.addEventListener("click", function () {
    const choice = modes[(modes.indexOf(root.dataset.colourMode) + 1) % modes.length];
    root.dataset.colourMode = choice;
    try { localStorage.setItem("colour-mode", choice); } catch (error) { /* lasts for this page only */ }
    paint();
  });
  system.addEventListener("change", paint);
  paint();

  // -- copying ------------------------------------------------------------------------------
  function legacyCopy(text) {
    // pages opened from a folder, and old browsers, have no clipboard interface
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "visually-hidden";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  const live = document.createElement("p");
  live.className = "visually-hidden";
  live.setAttribute("role", "status");
  document.querySelector("main").append(live);

  async function copy(text, button) {
    if (button.dataset.busy) return;
    button.dataset.busy = "yes";
    try { await navigator.clipboard.writeText(text); } catch (error) { legacyCopy(text); button.focus(); }
    const label = Array.from(button.childNodes);
    button.replaceChildren(words.copied);
    live.textContent = words.copied;
    setTimeout(function () { button.replaceChildren(...label); live.textContent = ""; delete button.dataset.busy; }, 1500);
  }

  all("[data-citation]").forEach(function (button) {
    button.hidden = false;
    // a citation leads back to where it was copied, unless the page was opened from a folder
    const figure = button.closest("figure");
    const address = () => location.protocol === "file:" ? "" : ` ${location.href.split("#")[0]}${figure ? "#" + figure.id : ""}`;
    button.addEventListener("click", () => copy(button.dataset.citation + address(), button));
  });

  all("div.highlight > pre").filter((code) => !code.closest(".cell_output")).forEach(function (code) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-code";
    button.append(words.copy, Object.assign(document.createElement("span"),
      { className: "visually-hidden", textContent: words.copy_rest }));
    button.addEventListener("click", () => copy(code.textContent.trimEnd(), button));
    code.parentElement.append(button);
  });

  // -- regions that scroll ------------------------------------------------------------------
  // only a region that really scrolls should be a stop of the keyboard
  const watcher = new ResizeObserver(function (entries) {
    entries.forEach(function ({ target }) {
      const wide = target.scrollWidth > target.clientWidth + 1;
      if (wide || target.scrollHeight > target.clientHeight + 1) target.tabIndex = 0; else target.removeAttribute("tabindex");
      target.classList.toggle("scrolls", wide);
    });
  });
  all(".table-scroll, .math-block").forEach((region) => watcher.observe(region));
  all("div.highlight > pre").forEach((region) => watcher.observe(region));

  // -- menus --------------------------------------------------------------------------------
  all("details.site-menu").forEach(function (menu) {
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) { menu.open = false; menu.firstElementChild.focus(); }
    });
    menu.addEventListener("click", (event) => { if (event.target.closest("a")) menu.open = false; });
  });
  document.addEventListener("click", function (event) {
    const menu = document.querySelector("details.site-menu[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });

  // -- the section in view ------------------------------------------------------------------
  const links = new Map(all(".page-nav a").map((link) => [document.getElementById(link.hash.slice(1)), link]));
  const inView = new IntersectionObserver(function () {
    // the last section that has begun in the upper third; none at the head of the page
    const begun = Array.from(links.keys()).filter((part) => part.getBoundingClientRect().top < innerHeight / 3);
    links.forEach((link) => link.removeAttribute("aria-current"));
    if (begun.length) links.get(begun[begun.length - 1]).setAttribute("aria-current", "true");
  }, { rootMargin: "0px 0px -67% 0px" });
  links.forEach((link, part) => inView.observe(part));

  // -- print --------------------------------------------------------------------------------
  let opened = [];
  addEventListener("beforeprint", function () {
    opened = all("main details:not([open])");
    opened.forEach((part) => { part.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((part) => { part.open = false; }));

  // -- progress -----------------------------------------------------------------------------
  // the scripts of quizzes and exercises keep it in this browser; here it is only shown
  function keptCount(key, unit) {
    try { return Object.keys((JSON.parse(localStorage.getItem(key)) || {})[unit] || {}).length; } catch (error) { return 0; }
  }
  function showProgress() {
    all("[data-progress]").forEach(function (line) {
      const unit = line.dataset.progress;
      const said = [["course.progress.v1", line.dataset.questions, words.progress], ["course.exercises.v1", line.dataset.exercises, words.exercises]]
        // a unit may have lost questions since some were answered
        .map(([key, total, text]) => [Math.min(keptCount(key, unit), Number(total)), total, text])
        .filter(([done]) => done)
        .map(([done, total, text]) => text.replace("{done}", done).replace("{all}", total));
      line.textContent = said.join(" · ");
    });
  }
  document.addEventListener("progresschange", showProgress);
  addEventListener("storage", showProgress);
  showProgress();
})();
