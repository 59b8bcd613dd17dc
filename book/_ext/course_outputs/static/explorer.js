// Drives an explorer with the browser's own controls. All states travel with the page: the default
// one as markup, and what differs from it as columns over the states: see postsoviet/explore/columns.py.
(() => {
  "use strict";

  const chosenIn = (section) => [...section.querySelectorAll(".explorer-controls .control")]
    .map((control) => Number(control.querySelector("select, input[type=range], input:checked").value));

  // Place of a choice in the order in which the last control changes fastest; of some of the controls, or of all.
  const placeOf = (chosen, counts, controls = ~0) => chosen.reduce(
    (place, one, i) => controls >> i & 1 ? place * counts[i] + one : place, 0);

  const PLACES = Array.from({ length: 92 }, (_, i) => String.fromCharCode(35 + i))
    .filter((sign) => !"\\<>&".includes(sign)).join("");
  const read = ([controls, values, places], chosen, counts) => {
    const place = placeOf(chosen, counts, controls);
    return values[places ? PLACES.indexOf(places[place]) : place];
  };

  // A leaf is a constant, a column, the number that a column says, a list of these, or a sentence with numbers in it.
  const made = (recipe, value) => {
    if (typeof recipe === "number") return value(recipe);
    if (Array.isArray(recipe)) return recipe.map((one) => made(one, value));
    if ("is" in recipe) return recipe.is;
    if ("number" in recipe) return Number(value(recipe.number));
    const wording = typeof recipe.text === "number" ? value(recipe.text) : recipe.text;
    return wording.split("\u0001").reduce((said, words, i) => said + value(recipe.numbers[i - 1]) + words);
  };

  const setAt = (tree, path, value) => {
    let place = tree;
    for (const step of path.slice(0, -1)) place = place[step];
    place[path.at(-1)] = value;
  };

  const readBase = (section) => ({
    sentence: section.querySelector(".explorer-sentence").textContent,
    panels: [...section.querySelectorAll(".explorer-figure")].map((panel) => {
      const canvas = panel.querySelector("[data-chart]");
      return {
        finding: panel.querySelector(".chart-finding").textContent,
        alt: canvas.getAttribute("aria-label"),
        figure: structuredClone(window.courseFigure(canvas)),
      };
    }),
    readout: {
      columns: [...section.querySelectorAll(".explorer-readout thead th")].map((cell) => cell.textContent),
      rows: [...section.querySelectorAll(".explorer-readout tbody tr")]
        .map((row) => [...row.cells].map((cell) => cell.textContent)),
    },
  });

  const written = (cell) => cell === null ? "" : typeof cell === "number" ? String(cell) : cell;

  const show = (section, view) => {
    section.querySelector(".explorer-sentence").textContent = view.sentence;
    view.panels.forEach((panel, i) => {
      const place = section.querySelector(`.explorer-figure[data-panel="${i}"]`);
      const canvas = place.querySelector("[data-chart]");
      place.querySelector(".chart-finding").textContent = panel.finding;
      canvas.setAttribute("aria-label", panel.alt);
      window.courseDraw(canvas, panel.figure);
    });
    section.querySelectorAll(".explorer-readout thead th").forEach((cell, i) => {
      cell.textContent = view.readout.columns[i];
    });
    section.querySelectorAll(".explorer-readout tbody tr").forEach((row, i) => {
      [...row.cells].forEach((cell, j) => { cell.textContent = written(view.readout.rows[i][j]); });
    });
  };

  // The states of a large explorer are a file, which comes when a reader reaches for a control.
  const coming = {};
  window.courseStates = (id, states) => coming[id].resolve(states);
  const statesOf = (section) => {
    const { id } = section;
    const block = section.querySelector(".explorer-states");
    if (!block.dataset.src) return JSON.parse(block.textContent);
    if (!coming[id]) {
      const script = document.createElement("script");
      coming[id] = {};
      coming[id].states = new Promise((resolve, reject) => {
        coming[id].resolve = resolve;
        // a slow or filtered connection may lose the file once; the next choice asks for it again
        script.onerror = () => { delete coming[id]; reject(new Error(`${id} did not load`)); };
      });
      script.src = block.dataset.src;
      document.head.append(script);
    }
    return coming[id].states;
  };

  for (const section of document.querySelectorAll("section.explorer")) {
    const base = readBase(section);
    const form = section.querySelector(".explorer-controls");
    const apply = ({ counts, columns, leaves }) => {
      // what was chosen last counts, also where the states took their time
      const chosen = chosenIn(section);
      const view = structuredClone(base);
      const value = (column) => read(columns[column], chosen, counts);
      for (const [path, recipe] of leaves) setAt(view, path, made(recipe, value));
      section.dataset.state = placeOf(chosen, counts);
      show(section, view);
    };
    const lost = () => { section.querySelector(".explorer-sentence").textContent = window.courseCharts.lost; };
    const update = () => {
      const states = statesOf(section);
      if (states instanceof Promise) states.then(apply, lost); else apply(states);
    };
    const nameValue = (field) => {
      const text = JSON.parse(field.dataset.texts)[Number(field.value)];
      field.setAttribute("aria-valuetext", text);
      field.parentElement.querySelector("output").textContent = text;
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      if (event.target.type === "range") nameValue(event.target);
      update();
    });
    // A browser may restore a control when it returns to a page: start from what it shows.
    form.querySelectorAll("input[type=range]").forEach(nameValue);
    section.dataset.ready = "yes";
    const isRestored = [...form.querySelectorAll("input, option")].some((field) => field.matches("option")
      ? field.selected !== field.defaultSelected && field.defaultSelected
      : field.type === "radio" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
    if (isRestored || !section.querySelector("[data-src]")) update();
    else for (const sign of ["pointerover", "focusin"]) form.addEventListener(sign, () => { statesOf(section).catch(() => {}); }, { once: true });
  }
})();
